import { monthOf, pastTerm } from './terms.js';

describe('terms', () => {
  const zone = 'Europe/Paris';

  it('count by the calendar of the agency, across summer time and short months', () => {
    expect(pastTerm('runLog', new Date('2025-06-28T22:00:00Z'), zone)).toEqual(new Date('2025-03-30T22:00:00Z'));
    expect(pastTerm('run', new Date('2026-02-28T12:00:00Z'), zone)).toEqual(new Date('2024-02-28T12:00:00Z'));
    expect(pastTerm('consultation', new Date('2029-02-28T12:00:00Z'), zone)).toEqual(new Date('2024-02-28T12:00:00Z'));
  });

  it('name the month it is there', () => {
    expect(monthOf(new Date('2025-10-31T22:59:59Z'), zone)).toBe('2025-10');
    expect(monthOf(new Date('2025-10-31T23:00:00Z'), zone)).toBe('2025-11');
  });
});
