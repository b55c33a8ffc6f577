import { Injectable } from '@nestjs/common';
import { Schedules } from './schedules.service.js';

/** When what is changed now will be seen. */
@Injectable()
export class NextPublication {
  constructor(private readonly schedules: Schedules) {}

  /** The next run the desk starts by itself; null when none comes. */
  async at(): Promise<Date | null> {
    const [next] = this.schedules.next(await this.schedules.read(), 1);
    return next ?? null;
  }
}
