const MARKUP = /^(?:\uFEFF)?\s*<(?:!doctype|\?xml|\?php|html|head|body|script|svg|iframe|a\s|img|meta)/i;
const RTF = '{\\rtf';
/** Control characters no text editor writes: anything but tab, line feed, form feed, carriage return, escape. */
const CONTROL = /[\0-\x08\x0B\x0E-\x1A\x1C-\x1F]/;

/** Whether the first bytes of a file are plain text (UTF-8 or Windows-1252), not mark-up a browser could run. */
export function looksLikePlainText(head: Buffer): boolean {
  const text = decode(head);
  return text !== '' && !CONTROL.test(text) && !MARKUP.test(text) && !text.startsWith(RTF);
}

/** A head may end in the middle of a character: `stream` keeps that from counting as a fault. */
function decode(head: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(head);
  }
}
