import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { defineJob, type HandlesJob, JobHandler, OnTheClock } from '../../platform/jobs/index.js';
import { StorageFigures } from './storage-figures.js';

export const RECORD_STORAGE = defineJob('record-storage', z.strictObject({}));
export const RECORD_ALL_STORAGE = defineJob('record-all-storage', z.strictObject({}));

/** Of one tenant, once a run has brought or withdrawn files. */
@Injectable()
@JobHandler(RECORD_STORAGE)
export class RecordStorage implements HandlesJob<object> {
  constructor(private readonly figures: StorageFigures) {}

  run(): Promise<void> {
    return this.figures.record();
  }
}

/** After the night's retention: what was thrown away no longer counts. */
@Injectable()
@JobHandler(RECORD_ALL_STORAGE)
@OnTheClock('45 5 * * *', 'Chaque nuit à 5 h 45, le volume des fichiers de chaque client est compté.')
export class RecordAllStorage implements HandlesJob<object> {
  constructor(private readonly figures: StorageFigures) {}

  run(): Promise<void> {
    return this.figures.recordAll();
  }
}
