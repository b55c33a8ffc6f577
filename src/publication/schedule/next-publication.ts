import { Injectable } from '@nestjs/common';
import { Schedules } from './schedules.service.js';

/** When what is changed now will be seen, if the desk publishes by itself: "le 14/11/2025 à 20:00". */
@Injectable()
export class NextPublication {
  constructor(private readonly schedules: Schedules) {}

  /** Null when no run comes by itself. */
  async at(): Promise<Date | null> {
    const [next] = this.schedules.next(await this.schedules.read(), 1);
    return next ?? null;
  }
}
