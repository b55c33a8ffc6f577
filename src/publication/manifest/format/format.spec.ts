import fc from 'fast-check';
import { cut, euros, grouped } from './fault.js';
import { levelsOf, SYNDIC_LEVELS } from './lines.js';
import { overlapOf, passesMonths } from './periods.js';

describe('levels of a binder', () => {
  it('closes syndic levels to the right [PUB-39]', () => {
    expect(levelsOf('syndic', ['co_owner'])).toEqual(['co_owner', 'council_member', 'president']);
    expect(levelsOf('syndic', ['council_member'])).toEqual(['council_member', 'president']);
    expect(levelsOf('syndic', [])).toEqual([]);
  });

  it('never opens a level wider than the widest given', () => {
    fc.assert(
      fc.property(fc.subarray([...SYNDIC_LEVELS], { minLength: 1 }), (given) => {
        const closed = levelsOf('syndic', given) ?? [];
        return (
          closed[0] === given[0] && given.every((level) => closed.includes(level)) && closed.at(-1) === 'president'
        );
      }),
    );
  });

  it('leaves gérance levels as they are and refuses those of the other line', () => {
    expect(levelsOf('gerance', ['landlord'])).toEqual(['landlord']);
    expect(levelsOf('gerance', ['president'])).toBeUndefined();
    expect(levelsOf('syndic', ['lessee'])).toBeUndefined();
  });
});

describe('fiscal years', () => {
  it('end 18 months after their start at the latest', () => {
    expect(passesMonths('2025-01-01', '2026-06-30', 18)).toBe(false);
    expect(passesMonths('2025-01-01', '2026-07-01', 18)).toBe(false);
    expect(passesMonths('2025-01-01', '2026-07-02', 18)).toBe(true);
  });

  it('overlap as soon as they share a day', () => {
    const year = (start: string, end: string) => ({ start, end });
    expect(overlapOf([year('2025-01-01', '2025-12-31'), year('2024-01-01', '2024-12-31')])).toBeUndefined();
    const shared = [year('2025-12-31', '2026-12-30'), year('2025-01-01', '2025-12-31')];
    expect(overlapOf(shared)).toEqual([shared[1], shared[0]]);
  });
});

describe('what a report repeats', () => {
  it('cuts values to 40 characters', () => {
    expect(cut('x'.repeat(40))).toBe('x'.repeat(40));
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (value) => [...cut(value)].length <= 40));
  });

  it('writes euros and counts as a French reader does', () => {
    expect([6563, -6663, 123456789, 0, 5].map(euros)).toEqual(['65,63', '-66,63', '1 234 567,89', '0,00', '0,05']);
    expect(grouped(90214)).toBe('90 214');
  });
});
