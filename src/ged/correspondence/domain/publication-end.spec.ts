import fc from 'fast-check';
import { publicationEnd } from './publication-end.js';

const day = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2060-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const months = fc.integer({ min: 1, max: 600 });
const monthOf = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));

describe('the end of a publication', () => {
  it('is the same day so many months later, included, or the last of a shorter month', () => {
    expect(publicationEnd('2025-01-15', 12)).toBe('2026-01-15');
    expect(publicationEnd('2025-01-31', 1)).toBe('2025-02-28');
    expect(publicationEnd('2028-01-31', 1)).toBe('2028-02-29');
    expect(publicationEnd('2028-02-29', 12)).toBe('2029-02-28');
    expect(publicationEnd('2025-01-15', null)).toBeNull();
  });

  it('falls in the right month, never on a later day of it', () => {
    fc.assert(
      fc.property(day, months, (from, count) => {
        const until = publicationEnd(from, count) as string;
        expect(monthOf(until)).toBe(monthOf(from) + count);
        expect(Number(until.slice(8))).toBeLessThanOrEqual(Number(from.slice(8)));
      }),
    );
  });

  it('is later when it counts more months', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 599 }), (from, count) => {
        expect((publicationEnd(from, count) as string) < (publicationEnd(from, count + 1) as string)).toBe(true);
      }),
    );
  });
});
