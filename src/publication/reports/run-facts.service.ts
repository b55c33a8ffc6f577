import { Injectable } from '@nestjs/common';
import { type Query, UnitOfWork } from '../../platform/database/index.js';
import type { BusinessLine } from '../manifest/manifest.types.js';
import { countRows, totalsOf } from '../pages/domain/run-view.js';
import { readAround, type RunAround } from '../pages/run-page.queries.js';
import { RunReading, type RunView } from '../runs/run-reading.service.js';
import type { Run } from '../runs/run.queries.js';
import type { Tongue } from './tongue.js';

export const PROBLEMS_SHOWN = 200;

/** A line of the report that another room knows: slots that were missed, deliveries to partners. */
export type Remark = (tongue: Tongue) => string;
export type RemarkSource = (run: Run, query: Query) => Promise<Remark[]>;

export interface RunFacts {
  run: RunView;
  around: RunAround;
  sections: ReturnType<typeof countRows>;
  totals: ReturnType<typeof totalsOf>;
  remarks: Remark[];
}

/** For one that could not be read, the lines of its source. */
export function linesOf({ run, around }: Pick<RunFacts, 'run' | 'around'>): readonly BusinessLine[] {
  return run.lines.length > 0 ? run.lines : around.sourceLines;
}

/** What there is to say of a run. Rooms whose lines belong to its report contribute them in their module. */
@Injectable()
export class RunFactsReading {
  private readonly sources: RemarkSource[] = [];

  constructor(
    private readonly work: UnitOfWork,
    private readonly reading: RunReading,
  ) {}

  contribute(source: RemarkSource): void {
    this.sources.push(source);
  }

  /** In the transaction under way, if there is one. */
  async of(run: Run): Promise<RunFacts> {
    const [view, around, remarks] = await Promise.all([
      this.reading.view(run, PROBLEMS_SHOWN),
      this.work.read((query) => readAround(query, run.id)),
      this.work.read((query) => Promise.all(this.sources.map((source) => source(run, query)))),
    ]);
    const sections = countRows(view.counts);
    return { run: view, around, sections, totals: totalsOf(sections), remarks: remarks.flat() };
  }
}
