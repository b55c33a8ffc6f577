import fc from 'fast-check';
import { isReminderDue, REMINDER_HOURS, reminderMoment } from './reminders.js';

describe('reminders of a run that waits', () => {
  const held = new Date('2025-11-14T20:00:00Z');

  it('are due from their hour on, one of them at a time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8 * 24 * 60 }), (minutes) => {
        const now = new Date(held.getTime() + minutes * 60_000);
        const due = REMINDER_HOURS.filter((hours) => isReminderDue(held, hours, now));
        expect(due).toEqual(minutes < 24 * 60 ? [] : minutes < 72 * 60 ? [24] : [72]);
      }),
    );
  });

  it('come 24 and 72 hours after it was held', () => {
    expect(REMINDER_HOURS.map((hours) => reminderMoment(held, hours).toISOString())).toEqual([
      '2025-11-15T20:00:00.000Z',
      '2025-11-17T20:00:00.000Z',
    ]);
  });
});
