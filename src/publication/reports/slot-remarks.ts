import type { SlotWords } from '../schedule/slot-words.js';
import { slotsOfRun } from '../schedule/slot-record.queries.js';
import type { RemarkSource } from './run-facts.service.js';

/** Automatic publications that gave way to a run, or were missed before it (PUB-21, PUB-22). */
export function slotRemarks(words: SlotWords): RemarkSource {
  return async ({ id }, query) => {
    const slots = await slotsOfRun(query, id);
    return slots.map(
      (slot) =>
        ({ locale }) =>
          words.came(slot, locale),
    );
  };
}
