import type {
  AccountKind,
  BinderRow,
  BusinessLine,
  DocumentRow,
  ManifestRow,
  Problem,
  RowBySection,
  Section,
  WorksFundRow,
} from '../manifest.types.js';
import { WITHDRAWN_DATE } from '../lexical.js';
import { account, entity, expense, worksFund } from './accounts.js';
import { binder, document, photo } from './documents.js';
import type { ElementSpec, Value } from './element.js';
import { cut, invalidAttribute, invalidRow, type Fault } from './fault.js';
import { levelsOf } from './lines.js';
import { building, lot } from './portfolio.js';
import { party, staffMember, supplier } from './people.js';

/** What a row's fate depends on besides itself. */
export interface Surroundings {
  /** Place in its section, from 1. */
  readonly position: number;
  /** Business lines its section is exhaustive for; null where a section belongs to no line. */
  readonly lines: readonly BusinessLine[] | null;
  /** What must occur once in the section and was met so far, besides references. */
  readonly taken: Set<string>;
}

export interface Settled {
  readonly row?: ManifestRow;
  readonly fault?: Fault;
  readonly warning?: Pick<Problem, 'code' | 'message'>;
}

export interface SectionSpec {
  readonly element: ElementSpec;
  readonly max: number;
  readonly belongsToLine: boolean;
  /** A fault in such a row refuses the manifest instead of setting the row aside. */
  readonly faultRefuses: boolean;
  readonly refOf: (value: Value) => string | null;
  /** A row that stands whatever else is wrong with it. */
  readonly despiteFaults: (value: Value) => ManifestRow | null;
  /** Last word on a valid element: the row, a fault, or nothing when it is to be left out without a word. */
  readonly settle: (value: Value, around: Surroundings) => Settled;
}

const ordinary = {
  belongsToLine: true,
  faultRefuses: false,
  refOf: ({ ref }: Value) => (typeof ref === 'string' ? ref : null),
  despiteFaults: () => null,
};

/** Typed sugar: `settle` receives what its element builds. */
function section<S extends Section>(
  element: ElementSpec,
  max: number,
  options: Partial<Omit<SectionSpec, 'element' | 'max' | 'settle'>> = {},
  settle: (row: RowBySection[S], around: Surroundings) => Settled = (row) => ({ row }),
): SectionSpec {
  return { ...ordinary, ...options, element, max, settle: settle as unknown as SectionSpec['settle'] };
}

const KIND_LINE: Readonly<Record<AccountKind, BusinessLine>> = {
  co_owner: 'syndic',
  landlord: 'gerance',
  lessee: 'gerance',
};
const isOutside = (line: BusinessLine, { lines }: Surroundings): boolean => lines !== null && !lines.includes(line);
const outOfScope = (name: string, value: string): Fault =>
  invalidRow(`${invalidAttribute(name, value).slice(0, -1)} : métier hors du périmètre de la section.`);

function isTaken(key: string, { taken }: Surroundings): boolean {
  return taken.has(key) || !taken.add(key);
}

function settleBinder(row: BinderRow, around: Surroundings): Settled {
  if (isOutside(row.businessLine, around)) return { fault: outOfScope('line', row.businessLine) };
  const levels = levelsOf(row.businessLine, row.levels);
  if (levels === undefined) return { fault: invalidRow(invalidAttribute('levels', row.levels.join(' '))) };
  if (row.role !== 'ordinary' && row.businessLine !== 'syndic')
    return { fault: invalidRow(invalidAttribute('role', row.role)) };
  const path = row.path.join(' / ');
  if (isTaken(`${row.businessLine} ${path}`, around))
    return { fault: invalidRow(`chemin « ${cut(path)} » donné deux fois.`) };
  if (row.role !== 'ordinary' && isTaken(row.role, around))
    return { fault: invalidRow(`rôle « ${row.role} » donné deux fois.`) };
  const closed =
    levels.length === row.levels.length ? undefined : `niveaux complétés vers la droite : ${levels.join(' ')}.`;
  return {
    row: { ...row, levels, position: Number.isNaN(row.position) ? around.position : row.position },
    warning: closed === undefined ? undefined : { code: 'WRN-02', message: closed },
  };
}

const settleByLine = (row: { businessLine: BusinessLine } & ManifestRow, around: Surroundings): Settled =>
  isOutside(row.businessLine, around) ? { fault: outOfScope('line', row.businessLine) } : { row };

const worksFundRef = ({ lot: lotRef, account: number }: Value): string | null =>
  typeof lotRef === 'string' && typeof number === 'string' ? `${lotRef} ${number}` : null;

function settleWorksFund(value: Omit<WorksFundRow, 'ref'>): Settled {
  return value.amount === 0 ? {} : { row: { ...value, ref: `${value.lot} ${value.account}` } };
}

const explicitWithdrawal = ({ ref, from, line }: Value): ManifestRow | null =>
  typeof ref === 'string' && from === WITHDRAWN_DATE ? { line: Number(line), ref, withdrawn: true } : null;

const settleDocument = (row: Omit<DocumentRow, 'withdrawn'>): Settled => ({ row: { ...row, withdrawn: false } });

export const SECTION_SPECS: Readonly<Record<Section, SectionSpec>> = {
  staff: section<'staff'>(staffMember, 5_000, { belongsToLine: false }),
  entities: section<'entities'>(entity, 20_000, { faultRefuses: true }, settleByLine),
  binders: section<'binders'>(binder, 500, { faultRefuses: true }, settleBinder),
  parties: section<'parties'>(party, 500_000, { belongsToLine: false }),
  buildings: section<'buildings'>(building, 50_000, {}, settleByLine),
  lots: section<'lots'>(lot, 1_000_000),
  suppliers: section<'suppliers'>(supplier, 50_000, { belongsToLine: false }),
  accounts: section<'accounts'>(account, 1_000_000, {}, (row, around) =>
    isOutside(KIND_LINE[row.kind], around) ? { fault: outOfScope('kind', row.kind) } : { row },
  ),
  expenses: section<'expenses'>(expense, 2_000_000),
  worksFunds: section<'worksFunds'>(worksFund, 1_000_000, { refOf: worksFundRef }, settleWorksFund),
  documents: section<'documents'>(
    document,
    3_000_000,
    { despiteFaults: explicitWithdrawal },
    settleDocument as (row: RowBySection['documents']) => Settled,
  ),
  photos: section<'photos'>(photo, 1_000_000),
};
