const FORMULA = /^[\t\r ]*[=+\-@\t\r]/;
const PLAIN_NUMBER = /^[+-]?\d+(,\d+)?$/;
const TO_QUOTE = /[";\r\n]|^\s|\s$/;

/** One field: what a spreadsheet would run as a formula is kept a text by an apostrophe; quoted where it must be. */
export function csvField(text: string): string {
  const harmless = FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return TO_QUOTE.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
