import { Injectable } from '@nestjs/common';
import type { Run } from '../runs/run.queries.js';
import { RunEndings } from '../runs/run-endings.js';
import { DeskSections } from './desk-section.js';

/** The rooms of the desk hear that what they gave is published. */
@Injectable()
export class DeskEndings {
  constructor(
    endings: RunEndings,
    private readonly sections: DeskSections,
  ) {
    endings.contribute('effects', (run) => this.tell(run));
  }

  private async tell({ sourceKind, state, trigger, generatedAt }: Run): Promise<void> {
    if (sourceKind !== 'desk' || state !== 'applied' || trigger === 'replay' || generatedAt === null) return;
    for (const section of this.sections.all) await section.published(generatedAt);
  }
}
