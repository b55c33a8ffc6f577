const FIRST_CAPACITY = 64 * 1024;
const BYTES_A_CHARACTER = 3;

/** Text gathered as UTF-8 outside the heap: strings that are written here die young, whatever the size of what is gathered. */
export class ByteRows {
  private buffer = Buffer.allocUnsafe(0);
  length = 0;

  append(text: string): void {
    const most = this.length + text.length * BYTES_A_CHARACTER;
    if (most > this.buffer.length) this.grow(most);
    this.length += this.buffer.write(text, this.length);
  }

  /** Valid until the next change. */
  bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }

  private grow(wanted: number): void {
    const larger = Buffer.allocUnsafe(Math.max(wanted, this.buffer.length * 2, FIRST_CAPACITY));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}
