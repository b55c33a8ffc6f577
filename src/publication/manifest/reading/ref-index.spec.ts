import { RefIndex } from './ref-index.js';

describe('index of references', () => {
  it('gives the line of the former occurrence [MAN-07]', () => {
    const index = new RefIndex();
    expect(index.add('D77', 88)).toBe(0);
    expect(index.add('d77', 89)).toBe(0);
    expect(index.add('D77', 91)).toBe(88);
  });

  it('tells 100,000 look-alike references apart and finds each again', () => {
    const index = new RefIndex();
    const refs = Array.from({ length: 25_000 }, (_, i) => [
      `${i}`,
      `D${i}`,
      `${i}/1`,
      `450A${String(i).padStart(8, '0')}`,
    ]).flat();
    expect(refs.filter((ref, line) => index.add(ref, line + 1) !== 0)).toEqual([]);
    expect(refs.filter((ref, line) => index.add(ref, 1) !== line + 1)).toEqual([]);
  });
});
