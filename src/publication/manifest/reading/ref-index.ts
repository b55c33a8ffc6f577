const FIRST_SLOTS = 1 << 10;
const MAX_LOAD = 0.75;

/**
 * The references seen so far in a section with the line of each, in 12 bytes a slot: 3,000,000 of them hold in 50 MB, where
 * a Map of strings takes ten times that. Only a 64-bit hash is kept: two different references among 3,000,000 pass for the same
 * once in four million manifests.
 */
export class RefIndex {
  private size = 0;
  private high = new Uint32Array(FIRST_SLOTS);
  private low = new Uint32Array(FIRST_SLOTS);
  private lines = new Uint32Array(FIRST_SLOTS);

  /** Notes a reference; gives the line (from 1) of its former occurrence, 0 when there is none. */
  add(ref: string, line: number): number {
    if (this.size >= this.lines.length * MAX_LOAD) this.grow();
    let high = 0x2545f491;
    let low = 0x9e3779b9;
    for (let i = 0; i < ref.length; i += 1) {
      const code = ref.charCodeAt(i);
      high = Math.imul(high ^ code, 0x85ebca6b);
      high = (high << 13) | (high >>> 19);
      low = Math.imul(low ^ code, 0xcc9e2d51);
      low = (low << 15) | (low >>> 17);
    }
    high = mix(high ^ ref.length);
    low = mix(low ^ ref.length);
    return this.put(high >>> 0, (low ^ Math.imul(high, 0x1b873593)) >>> 0, line);
  }

  private put(high: number, low: number, line: number): number {
    const mask = this.lines.length - 1;
    let slot = low & mask;
    while (this.lines[slot] !== 0) {
      if (this.high[slot] === high && this.low[slot] === low) return this.lines[slot]!;
      slot = (slot + 1) & mask;
    }
    this.high[slot] = high;
    this.low[slot] = low;
    this.lines[slot] = line;
    this.size += 1;
    return 0;
  }

  private grow(): void {
    const { high, low, lines } = this;
    this.high = new Uint32Array(lines.length * 2);
    this.low = new Uint32Array(lines.length * 2);
    this.lines = new Uint32Array(lines.length * 2);
    this.size = 0;
    for (let slot = 0; slot < lines.length; slot += 1) {
      if (lines[slot] !== 0) this.put(high[slot]!, low[slot]!, lines[slot]!);
    }
  }
}

/** The last step of MurmurHash3: every bit of the result depends on every bit of the input. */
function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
