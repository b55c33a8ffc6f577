/** Whether a word occurs in a text that comes in pieces, wherever it is cut. */
export class Mention {
  seen = false;
  /** The end of what was looked at, shorter than the word. */
  private tail = '';

  constructor(private readonly word: string) {}

  look(piece: string): void {
    if (this.seen) return;
    const reach = this.word.length - 1;
    this.seen = piece.includes(this.word) || (this.tail + piece.slice(0, reach)).includes(this.word);
    this.tail = (piece.length < reach ? this.tail + piece : piece).slice(-reach);
  }
}
