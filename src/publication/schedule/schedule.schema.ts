import { z } from 'zod';
import type { SettingValues } from '../settings/domain/meanwhile.js';
import { DEFAULT_HOUR, type Slot } from './domain/occurrences.js';

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const HOUR = /^([01]?\d|2[0-3])[:h]([0-5]\d)$/;

const fields = {
  seen: z.string().max(64),
  ...Object.fromEntries(
    WEEKDAYS.flatMap((day) => [
      [`day.${day}`, z.literal('on').optional()],
      [`hour.${day}`, z.string().trim().max(10).optional()],
    ]),
  ),
};

/** Seven boxes, an hour each; the hours of days that are not ticked are not looked at (PUB-17, PUB-18). */
export const scheduleSchema = z.strictObject(fields).transform((typed: Record<string, unknown>, refinement) => {
  const slots = WEEKDAYS.filter((weekday) => typed[`day.${weekday}`] === 'on').map((weekday): Slot => {
    const [, hours, minutes] = HOUR.exec(String(typed[`hour.${weekday}`] ?? '')) ?? [];
    if (!hours || !minutes) {
      refinement.addIssue({
        code: 'custom',
        path: [`hour.${weekday}`],
        message: 'publication-schedule:error.hour',
      });
    }
    return { weekday, hour: `${hours?.padStart(2, '0')}:${minutes}` };
  });
  return { slots, seen: String(typed.seen) };
});

export type ScheduleForm = z.infer<typeof scheduleSchema>;

/** The days as fields of the form. */
export function slotValues(slots: readonly Slot[]): SettingValues {
  const hours = new Map(slots.map(({ weekday, hour }) => [weekday, hour]));
  return Object.fromEntries(
    WEEKDAYS.flatMap((day) => [
      [`day.${day}`, hours.has(day)],
      [`hour.${day}`, hours.get(day) ?? DEFAULT_HOUR],
    ]),
  );
}
