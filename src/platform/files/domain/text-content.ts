const MARKUP = /^(?:\uFEFF)?\s*<(?:!doctype|\?xml|\?php|html|head|body|script|svg|iframe|a\s|img|meta)/i;
const RTF = '{\\rtf';
/** Tab, line feed, form feed, carriage return, escape: the only control characters a text editor writes. */
const WRITTEN = [0x09, 0x0a, 0x0c, 0x0d, 0x1b];

/** Whether the first bytes of a file are plain text (UTF-8 or Windows-1252), not mark-up a browser could run. */
export function looksLikePlainText(head: Buffer): boolean {
  const text = decode(head);
  return (
    text !== '' &&
    head.every((byte) => byte >= 0x20 || WRITTEN.includes(byte)) &&
    !MARKUP.test(text) &&
    !text.startsWith(RTF)
  );
}

/** A head may end in the middle of a character: `stream` keeps that from counting as a fault. */
function decode(head: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(head);
  }
}
