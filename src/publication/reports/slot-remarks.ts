import type { Query } from '../../platform/database/index.js';
import { slotsOfRun } from '../schedule/slot-record.queries.js';
import type { Run } from '../runs/run.queries.js';
import type { Remark } from './run-facts.service.js';

/** Automatic publications that gave way to this run, or were missed before it (PUB-21, PUB-22). */
export async function slotRemarks({ id }: Run, query: Query): Promise<Remark[]> {
  const slots = await slotsOfRun(query, id);
  return slots.map(({ dueAt, outcome, runNumber }) => (tongue) => {
    const said = runNumber === null && outcome === 'omitted' ? 'omitted-gone' : outcome;
    const values = { moment: tongue.instant(dueAt), number: runNumber ?? 0 };
    return tongue.say(`publication-schedule:passed.${said}`, values);
  });
}
