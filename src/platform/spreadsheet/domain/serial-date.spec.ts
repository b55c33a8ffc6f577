import { serialDay, serialInstant } from './serial-date.js';

describe('dates of spreadsheets', () => {
  it('count days as they do', () => {
    expect(serialDay('1900-03-01')).toBe(61);
    expect(serialDay('2025-10-08')).toBe(45_938);
    expect(serialInstant('2025-10-08T12:00:00')).toBe(45_938.5);
  });

  it.each(['2025-02-30', '08/10/2025', ''])('know no day %j', (day) =>
    expect(() => serialDay(day)).toThrow(RangeError),
  );
});
