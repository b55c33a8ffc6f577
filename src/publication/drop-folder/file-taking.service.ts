import { Injectable } from '@nestjs/common';
import { text } from 'node:stream/consumers';
import { Clock } from '../../platform/clock/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { FileRefused, isSha256 } from '../../platform/files/index.js';
import { FileNotAwaited } from '../publication-errors.js';
import type { Run } from '../runs/run.queries.js';
import { RunFiles } from '../runs/run-files.service.js';
import { rejectionReason } from './answers.js';
import { rejectedCsv } from './answer-tables.js';
import type { DropFolder } from './drop-folder.js';
import { type DroppedFile, knownFiles } from './drop-folder.queries.js';
import { isStillWritten } from './folder-rules.js';
import { FileChanged, SteadyFile } from './steady-file.js';

export interface FilesTaken {
  /** Files that left `files/`. */
  moved: number;
  /** Awaited files that are there and not yet whole. */
  unfinished: number;
}

type Fate = { kind: 'gone' | 'stays' | 'unfinished' } | { kind: 'rejected'; name: string; reason: string };

const BATCH = 200;
const AT_ONCE = 4;

/** Files put in `files/`, by the digest of their bytes, for a run that waits for them (PUB-84). */
@Injectable()
export class FileTaking {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly files: RunFiles,
  ) {}

  async take(folder: DropFolder, run: Run): Promise<FilesTaken> {
    const names = (await folder.names('files')).filter(isSha256);
    const taken: FilesTaken = { moved: 0, unfinished: 0 };
    for (let from = 0; from < names.length; from += BATCH) {
      const batch = names.slice(from, from + BATCH);
      const known = await this.work.read((query) => knownFiles(query, run.id, batch));
      const fates = await inTurns(known, AT_ONCE, (file) => this.takeOne(folder, run, file));
      await reject(folder, run.runRef, fates);
      taken.moved += fates.filter(({ kind }) => kind === 'gone' || kind === 'rejected').length;
      taken.unfinished += fates.filter(({ kind }) => kind === 'unfinished').length;
    }
    return taken;
  }

  private async takeOne(folder: DropFolder, run: Run, dropped: DroppedFile): Promise<Fate> {
    const { sha256: name, bytes, refused } = dropped;
    if (refused !== null) return { kind: 'rejected', name, reason: refused };
    const file = await SteadyFile.open(folder.at('files', name));
    if (!file) return { kind: 'stays' };
    const stream = file.stream();
    try {
      if (bytes !== null && isStillWritten(file, bytes, this.clock.now())) return { kind: 'unfinished' };
      if (bytes !== null) await this.files.receive(run.sourceId, name, stream);
      await folder.remove('files', name);
      return { kind: 'gone' };
    } catch (error) {
      if (error instanceof FileChanged) return { kind: 'unfinished' };
      if (error instanceof FileNotAwaited) return { kind: 'stays' };
      if (!(error instanceof FileRefused)) throw error;
      // The right one may have come under that name meanwhile.
      if (!(await file.isInPlace())) return { kind: 'unfinished' };
      return { kind: 'rejected', name, reason: rejectionReason(error.reason) };
    } finally {
      stream.destroy();
      await file.close();
    }
  }
}

/** Named first, then put aside: after a crash they are rejected again, and named once all the same. */
async function reject(folder: DropFolder, runRef: string, fates: Fate[]): Promise<void> {
  const wrong = fates.filter((fate) => fate.kind === 'rejected');
  if (wrong.length === 0) return;
  const answer = `${runRef}.rejected.csv`;
  await folder.put('out', answer, [await rejectedCsv(await readOwn(folder, answer), wrong)]);
  for (const { name } of wrong) await folder.move('files', name, 'rejected');
}

async function readOwn(folder: DropFolder, answer: string): Promise<string> {
  const file = await SteadyFile.open(folder.at('out', answer));
  try {
    return file ? await text(file.stream()) : '';
  } finally {
    await file?.close();
  }
}

async function inTurns<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += atOnce)
    results.push(...(await Promise.all(items.slice(from, from + atOnce).map(work))));
  return results;
}
