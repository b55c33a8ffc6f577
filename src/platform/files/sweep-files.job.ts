import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../clock/index.js';
import { defineJob, type HandlesJob, JobHandler, OnTheClock } from '../jobs/index.js';
import { FileStore } from './file-store.js';

const KEPT_DAYS = 7;
const DAY_MS = 86_400_000;

export const SWEEP_FILES = defineJob('sweep-files', z.strictObject({}));

@Injectable()
@JobHandler(SWEEP_FILES)
@OnTheClock(
  '0 4 * * *',
  'Chaque nuit à 4 h, les envois restés inachevés et les fichiers en quarantaine depuis une semaine sont effacés.',
)
export class SweepFiles implements HandlesJob<object> {
  constructor(
    private readonly files: FileStore,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    await this.files.sweep(new Date(this.clock.now().getTime() - KEPT_DAYS * DAY_MS));
  }
}
