import { PLANNED_SECTIONS, planOf } from '../sections/index.js';
import { followTicks, noteKept, reportTicks } from './account-ticks.queries.js';
import { applyBinders, applyDeskLevels, isFirstToListBinders, retireDefaultBinders } from './apply-binders.queries.js';
import { analyseTouched, createTouched, recordChanges } from './touched.queries.js';
import {
  type Applying,
  mergeMarkedChildren,
  mergeSection,
  replaceChildren,
  withdrawUnlisted,
} from './merge.queries.js';

/**
 * Makes what is staged of a run what everyone reads. Wants the run settled and a transaction that nothing but the whole of it commits:
 * readers see the former publication until then (PUB-46).
 */
export async function applyRun(applying: Applying): Promise<void> {
  const { query, scope } = applying;
  const sections = PLANNED_SECTIONS.filter((section) => scope.holds(section));
  const firstToListBinders = await isFirstToListBinders(query, scope);
  await createTouched(query);
  await noteKept(query);
  if (scope.holds('binders')) await applyBinders(applying);
  for (const section of sections) {
    await mergeSection(applying, section);
    await mergeMarkedChildren(applying, planOf(section));
  }
  await analyseTouched(query);
  for (const section of sections) await replaceChildren(applying, planOf(section));
  for (const section of sections) await withdrawUnlisted(applying, section);
  await applyDeskLevels(query);
  if (firstToListBinders) await retireDefaultBinders(query, scope);
  await reportTicks(query, scope.runId, await followTicks(query));
  await recordChanges(query, scope.runId);
}
