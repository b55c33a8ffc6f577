/** M7 is written when the run begins to wait, and again after that many hours while it still does. */
export const REMINDER_HOURS = [24, 72] as const;
export type ReminderHours = (typeof REMINDER_HOURS)[number];

const HOUR_MS = 3_600_000;

export function reminderMoment(heldAt: Date, hours: number): Date {
  return new Date(heldAt.getTime() + hours * HOUR_MS);
}

/** A reminder that comes late, the host having been down, is not sent when the next one is due as well. */
export function isReminderDue(heldAt: Date, hours: ReminderHours, now: Date): boolean {
  const next = REMINDER_HOURS.find((other) => other > hours);
  return now >= reminderMoment(heldAt, hours) && (next === undefined || now < reminderMoment(heldAt, next));
}
