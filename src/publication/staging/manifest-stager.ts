import { hash } from 'node:crypto';
import type {
  BinderRow,
  ManifestHeader,
  ManifestSink,
  PartyRow,
  Problem,
  RowBySection,
  Section,
  SectionCounts,
} from '../manifest/manifest.types.js';
import {
  type ChildPlan,
  type PlannedSection,
  PLANNED_SECTIONS,
  planOf,
  type SectionPlan,
  type TableRow,
} from '../sections/index.js';
import type { Target } from '../sections/index.js';
import { copyColumns, copyText } from './copy-text.js';
import type { ManifestRefs } from './manifest-refs.js';
import type { StagingWriter } from './staging-writer.js';

const OWN_COLUMNS = ['id', 'ref', 'line_no', 'intent', 'content_hash', 'refs'];
const PROBLEM_COLUMNS = ['position', 'severity', 'code', 'section', 'ref', 'line', 'col', 'message'];
const BINDER_COLUMNS = ['line', 'path', 'position', 'levels', 'role', 'compliance_kind', 'active'];
const HASH_HEX_DIGITS = 32;

export interface BinderNames {
  /** The binder of that line and path: the one there is, or a new identifier. */
  idOf(binder: BinderRow): string;
}

/** Puts what is read of a manifest into the staging tables of its run. */
export class ManifestStager implements ManifestSink {
  /** Rows set aside by the reader that have a reference, by section. */
  readonly setAsideByRef: SectionCounts = {};
  private problems = 0;

  constructor(
    private readonly writer: StagingWriter,
    private readonly refs: ManifestRefs,
    private readonly binders: BinderNames,
    private readonly admit: (header: ManifestHeader) => void | Promise<void>,
  ) {
    writer.declare('run_problem', PROBLEM_COLUMNS);
    writer.declare('staged_credentials', ['party_id', 'login', 'initial_password']);
    writer.declare('staged_binder', [...OWN_COLUMNS, ...BINDER_COLUMNS]);
    for (const section of PLANNED_SECTIONS) {
      const plan = planOf(section);
      writer.declare(`staged_${plan.table}`, [...OWN_COLUMNS, ...plan.columns]);
      for (const one of plan.children) writer.declare(`staged_${one.table}`, [one.parent, 'refs', ...one.columns]);
    }
  }

  header(header: ManifestHeader): void | Promise<void> {
    return this.admit(header);
  }

  row<S extends Section>(section: S, row: RowBySection[S]): void | Promise<void> {
    if (section === 'binders') this.stageBinder(row as BinderRow);
    else if ('withdrawn' in row && row.withdrawn) this.stageEmpty('documents', row.ref, row.line, 'withdraw');
    else this.stage(section as PlannedSection, row);
    return this.writer.pace();
  }

  setAside(section: Section, ref: string | null, problem: Problem): void | Promise<void> {
    if (ref !== null && section !== 'binders') {
      this.stageEmpty(section, ref, problem.line, 'aside');
      this.setAsideByRef[section] = (this.setAsideByRef[section] ?? 0) + 1;
    }
    return this.problem(problem);
  }

  problem({ severity, code, section, ref, line, column, message }: Problem): void | Promise<void> {
    this.problems += 1;
    this.writer.add(
      'run_problem',
      `${copyColumns([this.problems, severity, code, section, ref, line, column, message])}\n`,
    );
    return this.writer.pace();
  }

  private stage(section: PlannedSection, row: RowBySection[Section]): void {
    if (section === 'buildings') this.knowBuilding(row as RowBySection['buildings']);
    if (section === 'parties') this.stageCredentials(row as PartyRow);
    if (section === 'documents' && this.isReserved(row as RowBySection['documents'])) return;
    const plan: SectionPlan = planOf(section);
    const id = this.refs.id([plan.element, row.ref]);
    const { own, children, leftOut } = plan.read(row as never, this.refs);
    const ownText = copyColumns(own.values);
    const childTexts = children.map((rows, index) => this.childText(plan.children[index]!, id, rows));
    const contentHash = hash('sha256', [ownText, ...childTexts].join('\n')).slice(0, HASH_HEX_DIGITS);
    const intent = leftOut ? 'withdraw' : 'publish';
    const start = copyColumns([id, row.ref, row.line, intent, `\\x${contentHash}`, refTexts(own.targets)]);
    this.writer.add(`staged_${plan.table}`, `${start}\t${ownText}\n`);
    const kept: [string, string][] = [];
    plan.children.forEach((one, index) => {
      const text = childTexts[index];
      if (!text) return;
      if (one.skippable) kept.push([`staged_${one.table}`, text]);
      else this.writer.add(`staged_${one.table}`, text);
    });
    if (kept.length > 0) this.writer.addUnlessPublished({ id, contentHash, rows: kept });
  }

  private childText(plan: ChildPlan, parentId: string, rows: TableRow[]): string {
    const hasRefs = plan.references.length > 0;
    const lines = rows.map(({ targets, values }) => {
      const refs = hasRefs ? copyText(refTexts(targets)) : '\\N';
      return [parentId, refs, ...values.map(copyText)].join('\t');
    });
    return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
  }

  /** A row of which only the reference counts. */
  private stageEmpty(section: PlannedSection, ref: string, line: number | null, intent: 'aside' | 'withdraw'): void {
    const plan = planOf(section);
    const id = this.refs.id([plan.element, ref]);
    const own = copyColumns([id, ref, line, intent, null, null]);
    this.writer.add(`staged_${plan.table}`, `${own}${'\t\\N'.repeat(plan.columns.length)}\n`);
  }

  private stageBinder(row: BinderRow): void {
    const id = this.binders.idOf(row);
    this.refs.knowBinder(row, id);
    const { businessLine, path, position, levels, role, complianceKind, active } = row;
    const content = copyColumns([businessLine, path, position, levels, role, complianceKind, active]);
    const contentHash = hash('sha256', content).slice(0, HASH_HEX_DIGITS);
    const start = copyColumns([id, row.ref, row.line, 'publish', `\\x${contentHash}`, null]);
    this.writer.add('staged_binder', `${start}\t${content}\n`);
  }

  private stageCredentials({ ref, credentials }: PartyRow): void {
    if (!credentials) return;
    const values = [this.refs.id(['party', ref]), credentials.login, credentials.initialPassword];
    this.writer.add('staged_credentials', `${copyColumns(values)}\n`);
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
    void this.problem({ ...problem, section: 'documents', message });
    return true;
  }
}

/** What a row names, as written, for the sentences of the report: "building I099". */
const refTexts = (targets: readonly (Target | null)[]): string[] => targets.map((target) => target?.join(' ') ?? '');
