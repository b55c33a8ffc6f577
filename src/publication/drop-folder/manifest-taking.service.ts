import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/index.js';
import { FileRefused } from '../../platform/files/index.js';
import { ManifestRefused } from '../manifest/manifest.types.js';
import { RunOpen, RunRefTaken } from '../publication-errors.js';
import { readHeader } from '../runs/manifest-archive.js';
import type { Run } from '../runs/run.queries.js';
import { RunOpening } from '../runs/run-opening.service.js';
import { RunReading } from '../runs/run-reading.service.js';
import type { Source } from '../sources/sources.service.js';
import { type Refusal, refusalOf, refusedJson, runOpenJson } from './answers.js';
import { archiveManifest } from './archived-manifest.js';
import type { DropFolder } from './drop-folder.js';
import { openRun } from './drop-folder.queries.js';
import type { Dropped } from './folder-names.js';
import { NOTHING_TOLD } from './folder-rules.js';
import { writeReceipt } from './receipts.js';
import { FileChanged, SteadyFile } from './steady-file.js';

type DroppedManifest = Extract<Dropped, { kind: 'manifest' }>;
type Outcome = { run: Run } | { refusal: Refusal };

/** Manifests dropped in `in/`: given to the engine as a request of the API would be (PUB-82, PUB-83). */
@Injectable()
export class ManifestTaking {
  constructor(
    private readonly work: UnitOfWork,
    private readonly opening: RunOpening,
    private readonly reading: RunReading,
  ) {}

  /** Every step may be done again after a crash: the manifest leaves `in/` last. @returns false when it stays for another time */
  async take(source: Source, folder: DropFolder, dropped: DroppedManifest): Promise<boolean> {
    const { runRef, ending } = dropped;
    const open = await this.work.read((query) => openRun(query, source.id));
    if (open && open.runRef !== runRef) {
      await tellRunOpen(folder, runRef, open);
      return false;
    }
    const file = await SteadyFile.open(folder.at('in', runRef + ending));
    if (!file) return false;
    try {
      const outcome = await this.give(source, runRef, file);
      await this.tell(folder, runRef, outcome);
      await archiveManifest(folder, file, runRef + ending, keptAs(dropped, outcome));
      return true;
    } catch (error) {
      if (error instanceof RunOpen || error instanceof FileChanged) return false;
      throw error;
    } finally {
      await file.close();
    }
  }

  private async give(source: Source, runRef: string, file: SteadyFile): Promise<Outcome> {
    const announced = await announcedRef(file);
    if (announced !== null && announced !== runRef) return { refusal: otherName(runRef, announced) };
    const stream = file.stream();
    try {
      return { run: (await this.opening.receive(source, stream, { trigger: 'machine' })).run };
    } catch (error) {
      if (error instanceof RunRefTaken) return { refusal: refTaken(runRef) };
      if (error instanceof FileRefused) return { refusal: tooLarge };
      throw error;
    } finally {
      stream.destroy();
    }
  }

  private async tell(folder: DropFolder, runRef: string, outcome: Outcome): Promise<void> {
    if ('run' in outcome && outcome.run.state !== 'refused')
      return writeReceipt(folder, runRef, { runId: outcome.run.id, told: NOTHING_TOLD });
    const refusal = 'run' in outcome ? await this.refusalOf(outcome.run) : outcome.refusal;
    await folder.put('out', `${runRef}.refused.json`, [refusedJson(runRef, refusal)]);
  }

  private async refusalOf(run: Run): Promise<Refusal> {
    const { problems } = await this.reading.view(run, 1);
    return refusalOf(run, problems[0]);
  }
}

/** null when the header cannot be read: the engine says why. */
async function announcedRef(file: SteadyFile): Promise<string | null> {
  try {
    return (await readHeader(file.stream())).runRef;
  } catch (error) {
    if (error instanceof ManifestRefused) return null;
    throw error;
  }
}

async function tellRunOpen(folder: DropFolder, runRef: string, open: Run): Promise<void> {
  const name = `${runRef}.waiting.json`;
  if ((await folder.modifiedAt('out', name)) === null) await folder.put('out', name, [runOpenJson(runRef, open)]);
}

/** What was refused never takes the place of the manifest of a run. */
const keptAs = ({ runRef, ending }: DroppedManifest, outcome: Outcome) =>
  'run' in outcome ? runRef + ending : `${runRef}.refused${ending}`;

const refused = (code: string, message: string): Refusal => ({ number: null, code, message, line: null, column: null });
const otherName = (runRef: string, announced: string) =>
  refused('MAN-06', `Le fichier est nommé « ${runRef} » alors que son runRef est « ${announced} ».`);
const refTaken = (runRef: string) =>
  refused('MAN-10', `La référence « ${runRef} » a déjà servi pour un autre bordereau.`);
const tooLarge = refused('MAN-12', 'Le bordereau dépasse 2 Gio.');
