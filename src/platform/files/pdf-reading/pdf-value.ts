/** Values of the PDF language, as far as a trailer and an encryption dictionary use them. */
export type PdfValue = number | boolean | null | PdfName | PdfReference | Buffer | PdfValue[] | PdfDictionary;
export type PdfDictionary = Map<string, PdfValue>;

export class PdfName {
  constructor(readonly name: string) {}
}

export class PdfReference {
  constructor(
    readonly number: number,
    readonly generation: number,
  ) {}
}

const WHITE = '\0\t\n\f\r ';
const DELIMITERS = '()<>[]{}/%';
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Reads one value from text that holds one byte per character. @throws on anything that is no PDF value */
export class PdfValueReader {
  constructor(
    private readonly text: string,
    private at = 0,
  ) {}

  value(): PdfValue {
    this.skipBlanks();
    if (this.text.startsWith('<<', this.at)) return this.dictionary();
    const first = this.text[this.at];
    if (first === '/') return this.name();
    if (first === '(') return this.literalString();
    if (first === '<') return this.hexString();
    if (first === '[') return this.array();
    return this.numberReferenceOrWord();
  }

  private dictionary(): PdfDictionary {
    this.at += 2;
    const entries: PdfDictionary = new Map();
    for (this.skipBlanks(); !this.text.startsWith('>>', this.at); this.skipBlanks()) {
      const key = this.value();
      if (!(key instanceof PdfName)) throw new Error('A dictionary wants names as keys');
      entries.set(key.name, this.value());
    }
    this.at += 2;
    return entries;
  }

  private array(): PdfValue[] {
    this.at += 1;
    const values: PdfValue[] = [];
    for (this.skipBlanks(); this.text[this.at] !== ']'; this.skipBlanks()) values.push(this.value());
    this.at += 1;
    return values;
  }

  private name(): PdfName {
    this.at += 1;
    return new PdfName(
      this.word().replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    );
  }

  private numberReferenceOrWord(): PdfValue {
    const reference = /^(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R(?![a-z])/i.exec(
      this.text.slice(this.at, this.at + 40),
    );
    if (reference) {
      this.at += reference[0].length;
      return new PdfReference(Number(reference[1]), Number(reference[2]));
    }
    const word = this.word();
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    const number = Number(word);
    if (word === '' || Number.isNaN(number)) throw new Error(`No PDF value at ${this.at}`);
    return number;
  }

  private literalString(): Buffer {
    let out = '';
    let depth = 0;
    for (; this.at < this.text.length; this.at += 1) {
      const character = this.text.charAt(this.at);
      if (character === '(' && depth++ === 0) continue;
      if (character === ')' && --depth === 0) {
        this.at += 1;
        return Buffer.from(out, 'latin1');
      }
      out += character === '\\' ? this.escaped() : character;
    }
    throw new Error('A string that never ends');
  }

  /** Leaves the reading place on the last character of the escape. */
  private escaped(): string {
    const octal = /^[0-7]{1,3}/.exec(this.text.slice(this.at + 1, this.at + 4));
    if (octal) {
      this.at += octal[0].length;
      return String.fromCharCode(parseInt(octal[0], 8) & 0xff);
    }
    this.at += 1;
    const character = this.text.charAt(this.at);
    if (character === '\r' && this.text[this.at + 1] === '\n') this.at += 1;
    return character === '\r' || character === '\n' ? '' : (ESCAPES[character] ?? character);
  }

  private hexString(): Buffer {
    const end = this.text.indexOf('>', this.at);
    if (end < 0) throw new Error('A string that never ends');
    const digits = this.text.slice(this.at + 1, end).replace(/[^0-9a-f]/gi, '');
    this.at = end + 1;
    return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
  }

  private word(): string {
    const start = this.at;
    while (
      this.at < this.text.length &&
      !WHITE.includes(this.text.charAt(this.at)) &&
      !DELIMITERS.includes(this.text.charAt(this.at))
    ) {
      this.at += 1;
    }
    return this.text.slice(start, this.at);
  }

  private skipBlanks(): void {
    for (;;) {
      while (this.at < this.text.length && WHITE.includes(this.text.charAt(this.at))) this.at += 1;
      if (this.at >= this.text.length) throw new Error('The text ends too soon');
      if (this.text[this.at] !== '%') return;
      while (this.at < this.text.length && !'\r\n'.includes(this.text.charAt(this.at))) this.at += 1;
    }
  }
}
