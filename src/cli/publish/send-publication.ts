import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createGzip } from 'node:zlib';
import { LocalFiles } from './local-files.js';
import { type MissingFile, type PublicationApi, type Run } from './publication-api.js';
import { uploadFile } from './upload-file.js';

export interface SendOptions {
  simulate: boolean;
  replace: boolean;
  allowMissing: boolean;
}

export interface Sent {
  run: Run;
  filesSent: number;
  /** Files the manifest names and the folder lacks. */
  absent: MissingFile[];
}

const AT_ONCE = 4;
const MANIFESTS = ['manifest.xml', 'manifest.xml.gz'];

/** Manifest, missing files, commit: the whole conversation. `tell` is given a line at each step. @throws Refused */
export async function sendPublication(
  api: PublicationApi,
  folder: string,
  options: SendOptions,
  tell: (line: string) => void,
): Promise<Sent> {
  const manifest = MANIFESTS.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (!manifest) throw new Error(`${folder}: no ${MANIFESTS.join(' nor ')}`);
  const packed = manifest.endsWith('.gz');
  const open = () => (packed ? createReadStream(manifest) : createReadStream(manifest).pipe(createGzip()));
  const started = await api.start(open, true, options);
  tell(`Run ${started.number}: manifest received`);
  const checked = await after(api, started, ['checking']);
  if (checked.state !== 'receiving' && checked.state !== 'ready') return { run: checked, filesSent: 0, absent: [] };
  const { filesSent, absent } = await uploadMissing(api, checked, await LocalFiles.under(folder, manifest), tell);
  // Left open: the same manifest sent again goes on from here once the files are there.
  if (absent.length > 0 && !options.allowMissing) return { run: checked, filesSent, absent };
  await api.commit(checked.id, options.allowMissing);
  tell(`Run ${checked.number}: committed`);
  return { run: await after(api, checked, ['receiving', 'ready', 'applying']), filesSent, absent };
}

async function after(api: PublicationApi, run: Run, states: string[]): Promise<Run> {
  let current = await api.run(run.id, 'now');
  while (states.includes(current.state)) current = await api.run(run.id, 'changed');
  return current;
}

async function uploadMissing(api: PublicationApi, run: Run, files: LocalFiles, tell: (line: string) => void) {
  const absent: MissingFile[] = [];
  const total = run.missing?.count ?? 0;
  let filesSent = 0;
  if (total > 0) tell(`Run ${run.number}: ${total} files to send (${Math.ceil((run.missing?.bytes ?? 0) / 1e6)} MB)`);
  const asked = api.missing(run.id);
  const sendNext = async (): Promise<void> => {
    for (let next = await asked.next(); !next.done; next = await asked.next()) {
      const path = await files.find(next.value);
      if (!path) {
        absent.push(next.value);
        continue;
      }
      await uploadFile(api, path, next.value);
      filesSent += 1;
      if (filesSent % 500 === 0) tell(`Run ${run.number}: ${filesSent} / ${total} files`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendNext));
  return { filesSent, absent };
}
