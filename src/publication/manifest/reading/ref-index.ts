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
      high = step(high, Math.imul(code, 0xcc9e2d51), 0x1b873593);
      low = step(low, Math.imul(code, 0x239b961b), 0x38b34ae5);
    }
    high = mix(high ^ ref.length);
    low = mix(low ^ ref.length);
    return this.put(high >>> 0, low >>> 0, line);
  }

  private put(high: number, low: number, line: number): number {
    const mask = this.lines.length - 1;
    let slot = low & mask;
    while (this.lines[slot] !== 0) {
      if (this.high[slot] === high && this.low[slot] === low) return this.lines[slot] ?? 0;
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
      const line = lines[slot] ?? 0;
      if (line !== 0) this.put(high[slot] ?? 0, low[slot] ?? 0, line);
    }
  }
}

/** A step of MurmurHash3. */
function step(hash: number, scattered: number, multiplier: number): number {
  const mixed = hash ^ Math.imul((scattered << 15) | (scattered >>> 17), multiplier);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

/** The last step of MurmurHash3: every bit of the result depends on every bit of the input. */
function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
