import { createHash, hash } from 'node:crypto';
import type {
  BinderRow,
  ManifestSink,
  PartyRow,
  Problem,
  RowBySection,
  Section,
  SectionCounts,
} from '../manifest/manifest.types.js';
import { copyColumns, type PlannedSection, planOf, type SectionPlan } from '../sections/index.js';
import type { BinderNames } from './binder-names.js';
import type { Gathering } from './gathering.js';
import type { ManifestRefs } from './manifest-refs.js';
import type { PublishedAccounts } from './published-accounts.js';

const HASH_HEX_DIGITS = 32;

/** Turns what is read of a manifest into lines of its staging tables. */
export class ManifestStager implements ManifestSink {
  /** Rows set aside by the reader that have a reference, by section. */
  readonly setAsideByRef: SectionCounts = {};
  private problems = 0;

  /** @param pace gives a promise to be waited for when enough is gathered, else nothing */
  constructor(
    private readonly lines: Gathering,
    private readonly refs: ManifestRefs,
    private readonly binders: BinderNames,
    private readonly published: PublishedAccounts,
    private readonly pace: () => Promise<void> | undefined,
  ) {}

  header(): void {
    // looked at when the run was opened
  }

  row<S extends Section>(section: S, row: RowBySection[S]): void | Promise<void> {
    if (section === 'binders') this.stageBinder(row as BinderRow);
    else if ('withdrawn' in row && row.withdrawn) this.stageEmpty('documents', row.ref, row.line, 'withdraw');
    else this.stage(section as PlannedSection, row);
    return this.pace();
  }

  setAside(section: Section, ref: string | null, problem: Problem): void | Promise<void> {
    if (ref !== null && section !== 'binders') {
      this.stageEmpty(section, ref, problem.line, 'aside');
      this.setAsideByRef[section] = (this.setAsideByRef[section] ?? 0) + 1;
    }
    return this.problem(problem);
  }

  problem(problem: Problem): void | Promise<void> {
    this.note(problem);
    return this.pace();
  }

  private note({ severity, code, section, ref, line, column, message }: Problem): void {
    this.problems += 1;
    const values = [this.problems, severity, code, section, ref, line, column, message];
    this.lines.add('run_problem', `${copyColumns(values)}\n`);
  }

  private stage(section: PlannedSection, row: RowBySection[Section]): void {
    if (section === 'buildings') this.knowBuilding(row as RowBySection['buildings']);
    if (section === 'parties') this.stageCredentials(row as PartyRow);
    if (section === 'documents' && this.isReserved(row as RowBySection['documents'])) return;
    const plan: SectionPlan = planOf(section);
    const id = this.refs.id([plan.element, row.ref]);
    const { leftOut, refs, text, children } = plan.read(row as never, this.refs, id);
    const contentHash = digestOf(text, children);
    const start = copyColumns([id, row.ref, row.line, leftOut ? 'withdraw' : 'publish', `\\x${contentHash}`]);
    this.lines.add(`staged_${plan.table}`, `${start}\t${refs}\t${text}\n`);
    plan.children.forEach(({ table, skippable }, index) => {
      const rows = children[index] ?? '';
      if (rows === '' || (skippable && this.published.isPublishedWith(id, contentHash))) return;
      this.lines.add(`staged_${table}`, rows);
    });
  }

  /** A row of which only the reference counts. */
  private stageEmpty(section: PlannedSection, ref: string, line: number | null, intent: 'aside' | 'withdraw'): void {
    const plan = planOf(section);
    const id = this.refs.id([plan.element, ref]);
    const own = copyColumns([id, ref, line, intent, null, null]);
    this.lines.add(`staged_${plan.table}`, `${own}${'\t\\N'.repeat(plan.columns.length)}\n`);
  }

  private stageBinder(row: BinderRow): void {
    const id = this.binders.idOf(row);
    this.refs.knowBinder(row, id);
    const { businessLine, path, position, levels, role, complianceKind, active } = row;
    const content = copyColumns([businessLine, path, position, levels, role, complianceKind, active]);
    const contentHash = digestOf(content, []);
    const start = copyColumns([id, row.ref, row.line, 'publish', `\\x${contentHash}`, null]);
    this.lines.add('staged_binder', `${start}\t${content}\n`);
  }

  private stageCredentials({ ref, credentials }: PartyRow): void {
    if (!credentials) return;
    const values = [this.refs.id(['party', ref]), credentials.login, credentials.initialPassword];
    this.lines.add('staged_credentials', `${copyColumns(values)}\n`);
  }

  private knowBuilding({ ref, businessLine }: RowBySection['buildings']): void {
    this.refs.knowBuilding(ref, businessLine);
  }

  /** The binder filled by hand takes no document of a run (GED-71). */
  private isReserved(row: RowBySection['documents']): boolean {
    if (row.withdrawn || this.refs.roleOfBinder(row.binder) !== 'syndic_documents') return false;
    const message = `Document ${row.ref} : le classeur « Documents du syndic » est réservé aux documents déposés à la main.`;
    const problem = { severity: 'set_aside', code: 'ROW-04', ref: row.ref, line: row.line, column: null } as const;
    this.stageEmpty('documents', row.ref, row.line, 'aside');
    this.note({ ...problem, section: 'documents', message });
    return true;
  }
}

/** As if the parts were lines of one text, which is not made: those of an account may be long. */
function digestOf(text: string, children: readonly string[]): string {
  if (children.length === 0) return hash('sha256', text).slice(0, HASH_HEX_DIGITS);
  const digest = createHash('sha256').update(text);
  for (const child of children) digest.update('\n').update(child);
  return digest.digest('hex').slice(0, HASH_HEX_DIGITS);
}
