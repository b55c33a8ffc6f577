import { Injectable } from '@nestjs/common';

/** The only source of the present: tests replace it. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** The day it is in that zone, as `YYYY-MM-DD`. */
  today(timeZone: string): string {
    return dayIn(this.now(), timeZone);
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

export function dayIn(instant: Date, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return format.format(instant);
}
