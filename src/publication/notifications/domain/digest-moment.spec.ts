import { digestMoment } from './digest-moment.js';

const at = (now: string, zone: string) => digestMoment(new Date(now), zone).toISOString();

describe('digestMoment', () => {
  it('is Monday at 8 by the agency’s clock', () => {
    expect(at('2025-11-16T11:00:00Z', 'Europe/Paris')).toBe('2025-11-17T07:00:00.000Z');
    expect(at('2025-07-06T10:00:00Z', 'Europe/Paris')).toBe('2025-07-07T06:00:00.000Z');
  });

  it('is the same Monday wherever the agency is', () => {
    expect(at('2025-11-16T11:00:00Z', 'Indian/Reunion')).toBe('2025-11-17T04:00:00.000Z');
    expect(at('2025-11-16T11:00:00Z', 'America/Martinique')).toBe('2025-11-17T12:00:00.000Z');
    expect(at('2025-11-16T11:00:00Z', 'Pacific/Wallis')).toBe('2025-11-16T20:00:00.000Z');
    expect(at('2025-11-16T11:00:00Z', 'Pacific/Marquesas')).toBe('2025-11-17T17:30:00.000Z');
    expect(at('2025-11-16T11:00:00Z', 'Pacific/Kiritimati')).toBe('2025-11-16T18:00:00.000Z');
  });

  it('is at 8 on the Mondays after the clocks change', () => {
    expect(at('2025-03-30T10:00:00Z', 'Europe/Paris')).toBe('2025-03-31T06:00:00.000Z');
    expect(at('2025-10-26T11:00:00Z', 'Europe/Paris')).toBe('2025-10-27T07:00:00.000Z');
  });

  it('has passed when everything stood still on Sunday', () => {
    expect(at('2025-11-17T14:00:00Z', 'Europe/Paris')).toBe('2025-11-17T07:00:00.000Z');
    expect(at('2025-11-19T14:00:00Z', 'Europe/Paris')).toBe('2025-11-17T07:00:00.000Z');
  });
});
