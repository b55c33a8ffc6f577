/** Spaces are looked at once, from their first: a run of them must not cost its square. */
const PASSWORD = /(?<!\s)\s+initialPassword\s*=\s*(?:"[^"]*"|'[^']*')/g;
/** Longer than any tag the reader takes: what has no end by then is no tag. */
const LONGEST_TAG = 1_100_000;

/** The text of an XML document without its `initialPassword` attributes (PUB-60); well-formed or not. `found` is told of each. */
export async function* withoutPasswords(xml: AsyncIterable<string>, found: () => void): AsyncGenerator<string> {
  let held = '';
  for await (const piece of xml) {
    held += piece;
    const end = cutBefore(held);
    yield redact(held.slice(0, end), found);
    held = held.slice(end);
  }
  yield redact(held, found);
}

/** Where the text can be cut without cutting a tag. */
function cutBefore(text: string): number {
  const open = text.lastIndexOf('<');
  return open === -1 || text.length - open > LONGEST_TAG ? text.length : open;
}

function redact(text: string, found: () => void): string {
  return text.replace(PASSWORD, () => {
    found();
    return '';
  });
}
