/** First bytes of what a machine would run, as hexadecimal. */
const EXECUTABLE_HEADS = [
  '7f454c46', // ELF
  'feedface',
  'feedfacf',
  'cefaedfe',
  'cffaedfe', // Mach-O
  'cafebabe', // Java, Mach-O of several machines
  '2321', // #!
  '4c0000000114020000000000c000000000000046', // Windows shortcut
  '0061736d', // WebAssembly
];
const PDF_MARK = Buffer.from('%PDF-');
const PDF_MARK_WINDOW = 1024;
const BLANKS = new Set([0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf]);
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
const ZIP_END_BYTES = 22;
/** What unpacking tools put up with after the end. */
const ZIP_TRAILING_BYTES = 64;
const ZIP_CENTRAL = Buffer.from('PK\x01\x02', 'latin1');
/** Longest comment an archive may carry, with the record before it: how far from the end a reader looks. */
export const ZIP_TAIL_BYTES = 65_535 + ZIP_END_BYTES;

export function looksExecutable(head: Buffer): boolean {
  const hex = head.subarray(0, 32).toString('hex');
  return isWindowsProgram(head) || EXECUTABLE_HEADS.some((signature) => hex.startsWith(signature));
}

/** A letter may well begin with "MZ": a program goes on with bytes no text has. */
function isWindowsProgram(head: Buffer): boolean {
  return head.toString('latin1', 0, 2) === 'MZ' && head.subarray(0, 64).includes(0);
}

/** Where `%PDF-` stands among the first bytes: 0 when only blanks come before, -1 when nowhere. Readers accept it anywhere there. */
export function pdfMark(head: Buffer): number {
  const position = head.subarray(0, PDF_MARK_WINDOW).indexOf(PDF_MARK);
  const blankBefore = position > 0 && head.subarray(0, position).every((byte) => BLANKS.has(byte));
  return blankBefore ? 0 : position;
}

/** Whether an unpacking tool would take the end of this file for an archive, whatever its beginning says. */
export function endsLikeZip(tail: Buffer): boolean {
  for (let at = tail.lastIndexOf(ZIP_END); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(ZIP_END, at - 1)) {
    if (at + ZIP_END_BYTES <= tail.length && isZipEnd(tail, at)) return true;
  }
  return false;
}

/** An archive attached to a PDF is followed by the rest of the PDF; one that poses as a PDF ends the file, or nearly. */
function isZipEnd(tail: Buffer, at: number): boolean {
  const entries = tail.readUInt16LE(at + 10);
  const directory = at - tail.readUInt32LE(at + 12);
  const after = tail.length - (at + ZIP_END_BYTES + tail.readUInt16LE(at + 20));
  if (entries === 0 || after < 0 || after > ZIP_TRAILING_BYTES) return false;
  return directory < 0 || tail.subarray(directory, directory + 4).equals(ZIP_CENTRAL);
}
