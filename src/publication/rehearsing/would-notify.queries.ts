/** Whom a run would tell of new documents, as its simulation found. */
export interface WouldNotify {
  /** Residents a letter would go to at once, and on Monday. */
  immediate: number;
  weekly: number;
  /** By name: how many documents each would be told of. */
  first: { name: string; documents: number }[];
}
