import { PLANNED_SECTIONS, planOf } from '../sections/index.js';

const OWN = ['id', 'ref', 'line_no', 'intent', 'content_hash', 'refs'];

function* columns(): Generator<[table: string, columns: readonly string[]]> {
  yield ['run_problem', ['position', 'severity', 'code', 'section', 'ref', 'line', 'col', 'message']];
  yield ['staged_credentials', ['party_id', 'login', 'initial_password']];
  yield ['staged_binder', [...OWN, 'line', 'path', 'position', 'levels', 'role', 'compliance_kind', 'active']];
  for (const section of PLANNED_SECTIONS) {
    const plan = planOf(section);
    yield [`staged_${plan.table}`, [...OWN, ...plan.columns]];
    for (const child of plan.children) yield [`staged_${child.table}`, [child.parent, 'refs', ...child.columns]];
  }
}

/** The columns of each table the stager writes lines of, in the order of the lines. */
export const STAGED_COLUMNS: ReadonlyMap<string, readonly string[]> = new Map(columns());
