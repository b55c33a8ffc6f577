import { Injectable, Logger } from '@nestjs/common';
import { join } from 'node:path';
import { Config } from '../../platform/config/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { OutsideUnavailable } from '../../platform/errors/index.js';
import type { Source } from '../sources/sources.service.js';
import { Answering } from './answering.service.js';
import { CommandTaking } from './command-taking.service.js';
import { DropFolder } from './drop-folder.js';
import { openRun, watchedSource } from './drop-folder.queries.js';
import { FileTaking, type FilesTaken } from './file-taking.service.js';
import { parseDropped } from './folder-names.js';
import { ManifestTaking } from './manifest-taking.service.js';
import { oneAtATime } from './one-at-a-time.js';

export interface ScanOutcome {
  /** Something more may happen without anybody dropping anything. */
  lookAgain: boolean;
}

const NOTHING: ScanOutcome = { lookAgain: false };

/** One pass over the folder of a source: what was dropped goes to the engine, what the engine has to say goes out. */
@Injectable()
export class DropFolderScan {
  private readonly log = new Logger('drop-folder');

  constructor(
    private readonly config: Config,
    private readonly work: UnitOfWork,
    private readonly manifests: ManifestTaking,
    private readonly files: FileTaking,
    private readonly commands: CommandTaking,
    private readonly answers: Answering,
  ) {}

  folderOf(sourceCode: string): DropFolder {
    return new DropFolder(join(this.config.dropRoot, currentTenant().domain, sourceCode));
  }

  /** Where files cannot be stored now, everything stays where it is until they can. */
  async scan(sourceId: string): Promise<ScanOutcome> {
    const source = await this.work.read((query) => watchedSource(query, sourceId));
    if (!source) return NOTHING;
    let outcome: ScanOutcome = { lookAgain: true };
    await oneAtATime(this.work.pool, `drop folder ${sourceId}`, async () => {
      outcome = await this.pass(source);
    }).catch((error: unknown) => {
      if (!(error instanceof OutsideUnavailable)) throw error;
      this.log.warn(`${source.code}: left for later: ${error.message}`);
      outcome = NOTHING;
    });
    return outcome;
  }

  private async pass(source: Source): Promise<ScanOutcome> {
    const folder = this.folderOf(source.code);
    await folder.ensure();
    const manifests = await this.takeManifests(source, folder);
    const abandoned = await this.commands.obey(source.id, folder, ['abandon']);
    const { moved, unfinished } = await this.takeFiles(source, folder);
    const commits = await this.commands.obey(
      source.id,
      folder,
      unfinished > 0 ? ['commit'] : ['commit', 'commit-partial'],
    );
    const moving = await this.answers.answer(source.id, folder);
    return { lookAgain: moving || manifests + abandoned + moved + commits > 0 };
  }

  private async takeManifests(source: Source, folder: DropFolder): Promise<number> {
    let taken = 0;
    for (const { name } of await inOrderOfArrival(folder)) {
      const dropped = parseDropped(name);
      if (dropped?.kind === 'manifest' && (await this.manifests.take(source, folder, dropped))) taken += 1;
    }
    return taken;
  }

  private async takeFiles(source: Source, folder: DropFolder): Promise<FilesTaken> {
    const run = await this.work.read((query) => openRun(query, source.id));
    return run?.state === 'receiving' ? this.files.take(folder, run) : { moved: 0, unfinished: 0 };
  }
}

async function inOrderOfArrival(folder: DropFolder): Promise<{ name: string; at: number }[]> {
  const arrivals = (await folder.names('in')).map(async (name) => ({
    name,
    at: (await folder.modifiedAt('in', name))?.getTime() ?? 0,
  }));
  return (await Promise.all(arrivals)).sort((one, other) => one.at - other.at);
}
