import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { defineJob, type HandlesJob, JobHandler, OnTheClock } from '../../platform/jobs/index.js';
import { Licences } from './licences.service.js';

export const END_LICENCES = defineJob('tenants.end-licences', z.strictObject({}));

/** Each hour, since midnight is not the same everywhere. */
@Injectable()
@JobHandler(END_LICENCES)
@OnTheClock('1 * * * *', 'Chaque heure, les options dont la licence a pris fin sont fermées ; les données restent.')
export class EndLicences implements HandlesJob<object> {
  constructor(private readonly licences: Licences) {}

  async run(): Promise<void> {
    await this.licences.endDue();
  }
}
