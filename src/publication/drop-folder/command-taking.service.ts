import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/index.js';
import { Conflict } from '../../platform/errors/index.js';
import { FilesMissing } from '../publication-errors.js';
import { RunDecisions } from '../runs/run-decisions.service.js';
import type { DropFolder } from './drop-folder.js';
import { runByRef } from './drop-folder.queries.js';
import { type Command, parseDropped } from './folder-names.js';
import { commandOutcome } from './folder-rules.js';

/** Empty files in `in/` that ask something of a run (PUB-85). */
@Injectable()
export class CommandTaking {
  constructor(
    private readonly work: UnitOfWork,
    private readonly decisions: RunDecisions,
  ) {}

  /** @returns how many left `in/`; a commit that comes too early stays until nothing is missing */
  async obey(sourceId: string, folder: DropFolder, commands: readonly Command[]): Promise<number> {
    let done = 0;
    for (const name of await folder.names('in')) {
      const dropped = parseDropped(name);
      if (dropped?.kind !== 'command' || !commands.includes(dropped.command)) continue;
      const run = await this.work.read((query) => runByRef(query, sourceId, dropped.runRef));
      const outcome = commandOutcome(dropped.command, run?.state ?? null);
      if (outcome === 'wait' || (outcome === 'obey' && run && !(await this.decide(run.id, dropped.command)))) continue;
      await folder.remove('in', name);
      done += 1;
    }
    return done;
  }

  /** @returns false when it is for another time: files are missing, or the run moved meanwhile */
  private async decide(runId: string, command: Command): Promise<boolean> {
    try {
      if (command === 'abandon') await this.decisions.abandon(runId);
      else await this.decisions.commit(runId, command === 'commit-partial');
      return true;
    } catch (error) {
      if (error instanceof FilesMissing || error instanceof Conflict) return false;
      throw error;
    }
  }
}
