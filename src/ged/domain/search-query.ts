/** Ways of naming one thing in this trade, folded: whoever types one means all. */
const SAME: string[][][] = [
  [['pv'], ['proces', 'verbal'], ['proces', 'verbaux']],
  [['ag'], ['assemblee', 'generale'], ['assemblees', 'generales'], ['assemblee']],
  [['dpe'], ['performance', 'energetique']],
];

/**
 * What residents type, as the text of a PostgreSQL tsquery: every word begins a word, and "PV AG" is also "procès-verbal
 * d'assemblée" [RES-30]. null when no letter or figure was typed.
 */
export function searchQuery(typed: string): string | null {
  const words = fold(typed).match(/[\p{L}\p{N}]+/gu) ?? [];
  const parts: string[] = [];
  for (let at = 0; at < words.length;) {
    const { length, others } = namedAt(words, at);
    const own = all(words.slice(at, at + length), ':*');
    parts.push(others.length === 0 ? own : `(${[own, ...others.map((other) => all(other, ''))].join(' | ')})`);
    at += length;
  }
  return parts.length === 0 ? null : parts.join(' & ');
}

/** The longest of those names that is written there, with its others; otherwise the one word. */
function namedAt(words: string[], at: number): { length: number; others: string[][] } {
  const found = SAME.flatMap((names) =>
    names
      .filter((name) => name.every((word, index) => words[at + index] === word))
      .map((name) => ({ length: name.length, others: names.filter((other) => other !== name) })),
  );
  return found.sort((a, b) => b.length - a.length)[0] ?? { length: 1, others: [] };
}

function all(words: string[], end: string): string {
  return words.length === 1 ? `'${words[0]}'${end}` : `(${words.map((word) => `'${word}'${end}`).join(' & ')})`;
}

/** Without accents or capitals, as the index is. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
