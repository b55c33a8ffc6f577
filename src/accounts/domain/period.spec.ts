import fc from 'fast-check';
import { choosePeriod, earliestDay, readDay } from './period.js';

const TODAY = '2025-11-14';
const choose = (from: string, to: string, oldest = '2023-03-05') =>
  choosePeriod({ from, to }, TODAY, earliestDay(oldest, TODAY));

describe('the period of a statement', () => {
  it('is the current year unless asked otherwise [ACC-48]', () => {
    expect(choose('', '')).toEqual({ from: '2025-01-01', to: '2025-12-31', earliest: '2023-01-01', corrections: [] });
    expect(choose('2024-02-01', '2024-02-29')).toMatchObject({ from: '2024-02-01', to: '2024-02-29', corrections: [] });
  });

  it('is put right with a word when reversed, too early or unreadable [ACC-49]', () => {
    expect(choose('2025-06-30', '2025-06-01')).toMatchObject({
      from: '2025-06-01',
      to: '2025-06-30',
      corrections: ['reversed'],
    });
    expect(choose('2019-01-01', '2024-12-31')).toMatchObject({
      from: '2023-01-01',
      to: '2024-12-31',
      corrections: ['too-early'],
    });
    expect(choose('2019-01-01', '2019-12-31')).toMatchObject({
      from: '2023-01-01',
      to: '2023-12-31',
      corrections: ['too-early'],
    });
    expect(choose('2025-02-30', '2025-03-31')).toMatchObject({
      from: '2025-01-01',
      to: '2025-03-31',
      corrections: ['unreadable'],
    });
  });

  it('begins with the tenancy on an account of a lessee [ACC-41]', () => {
    expect(earliestDay('2019-03-01', TODAY, '2023-02-01')).toBe('2023-02-01');
    expect(earliestDay('2024-03-01', TODAY, '2023-02-01')).toBe('2024-01-01');
    expect(earliestDay(null, TODAY)).toBe('2025-01-01');
    expect(choosePeriod({ from: '', to: '' }, TODAY, '2025-06-01')).toMatchObject({
      from: '2025-06-01',
      corrections: [],
    });
  });

  it('takes days as people write them', () => {
    expect(readDay('8/10/2025')).toBe('2025-10-08');
    expect(readDay('31.12.2024')).toBe('2024-12-31');
    for (const wrong of ['', '2025-13-01', '31/02/2025', '1/1/25', '0000-01-01', '2025-1-1', "'; DROP"])
      expect(readDay(wrong)).toBeNull();
  });

  it('always begins before it ends, at days that exist, whatever was typed [ACC-49]', () => {
    const typed = fc.oneof(fc.string(), fc.constantFrom('2025-06-01', '2019-01-01', '01/01/2030', '2025-02-30'));
    fc.assert(
      fc.property(typed, typed, fc.constantFrom('2025-11-14', '2010-05-05', '2025-11-01'), (from, to, oldest) => {
        const chosen = choose(from, to, oldest);
        expect(chosen.from <= chosen.to).toBe(true);
        expect([readDay(chosen.from), readDay(chosen.to)]).toEqual([chosen.from, chosen.to]);
      }),
    );
  });
});
