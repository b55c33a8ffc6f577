/** The tenant's own words hold `{name}` where a variable goes. */
const PLACEHOLDER = /\{([A-Za-z][A-Za-z0-9]*)\}/g;
const ADDRESS = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/;

export interface Piece {
  text: string;
  /** The text is an address: it can be followed. */
  href: string | null;
}

/** Placeholders that stand for no variable of the message. */
export function unknownPlaceholders(text: string, known: readonly string[]): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name]) => name ?? ''))].filter(
    (name) => !known.includes(name),
  );
}

/** Puts each value in its place; a placeholder without a value stays as it is. */
export function fill(text: string, values: Record<string, string>): string {
  return text.replace(PLACEHOLDER, (placeholder, name: string) => values[name] ?? placeholder);
}

/** Paragraphs (apart by an empty line) of lines, each cut at the addresses it holds; `hidden` are marks that stand for one. */
export function paragraphs(text: string, hidden: readonly string[] = []): Piece[][][] {
  return text
    .trim()
    .split(/\r?\n(?:[ \t]*\r?\n)+/)
    .map((paragraph) => paragraph.split(/\r?\n/).map((line) => pieces(line, hidden)));
}

function pieces(line: string, hidden: readonly string[]): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const { index, 0: address } of line.matchAll(new RegExp([ADDRESS.source, ...hidden].join('|'), 'g'))) {
    if (index > end) found.push({ text: line.slice(end, index), href: null });
    found.push({ text: address, href: address });
    end = index + address.length;
  }
  if (end < line.length) found.push({ text: line.slice(end), href: null });
  return found;
}
