/** What narrows the lines of a statement: words of their label, or their amount [ACC-50]. */
export interface EntryFilter {
  /** As typed, trimmed. */
  text: string;
  /** Cents of both bounds, included; null when the text is no amount. "250" is any amount of 250 euros, "184,37" that one. */
  amount: { least: number; most: number } | null;
}

export function readEntryFilter(text: string): EntryFilter | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : { text: trimmed, amount: readAmount(trimmed) };
}

function readAmount(text: string): EntryFilter['amount'] {
  const match = /^-?(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(text.replace(/[\s€\u202f]/g, ''));
  if (!match) return null;
  const euros = Number(match[1]) * 100;
  const decimals = match[2];
  if (decimals === undefined) return { least: euros, most: euros + 99 };
  if (decimals.length === 1) return { least: euros + Number(decimals) * 10, most: euros + Number(decimals) * 10 + 9 };
  return { least: euros + Number(decimals), most: euros + Number(decimals) };
}
