import { Clock } from '../../src/platform/clock/index.js';

/** A clock that stands still until a test moves it. */
export class TestClock extends Clock {
  private instant: number;

  constructor(now?: string) {
    super();
    this.instant = now ? Date.parse(now) : Date.now();
  }

  override now(): Date {
    return new Date(this.instant);
  }

  set(now: string): void {
    this.instant = Date.parse(now);
  }

  advance({
    days = 0,
    hours = 0,
    minutes = 0,
    seconds = 0,
  }: {
    days?: number;
    hours?: number;
    minutes?: number;
    seconds?: number;
  }): void {
    this.instant += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000;
  }
}
