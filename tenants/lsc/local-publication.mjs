// What LSC has to publish: a manifest, and files found by the digest of their bytes, whatever they are called.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { gunzipSync } from 'node:zlib';

/** @returns {Promise<{manifest: string, ending: string, runRef: string, files: Map<string, string>}>} */
export async function readPublication(folder) {
  const names = await readdir(folder);
  const name = names.find((one) => one === 'manifest.xml' || one === 'manifest.xml.gz');
  if (!name) throw new Error(`${folder} holds neither manifest.xml nor manifest.xml.gz`);
  const manifest = join(folder, name);
  const ending = name.slice('manifest'.length);
  return { manifest, ending, runRef: runRefOf(await textOf(manifest)), files: await filesByDigest(folder) };
}

/** The same manifest under a new name and of this very moment, as LSC would write it tonight; never older than it was. */
export async function asNewRun(publication) {
  const former = await textOf(publication.manifest);
  const after = Date.parse(/\sgeneratedAt="([^"]+)"/.exec(former)?.[1] ?? '') + 60_000;
  const at = new Date(Math.max(Date.now(), after || 0)).toISOString().slice(0, 19);
  const runRef = `LSC-${at.replaceAll(':', '-')}`;
  const text = former
    .replace(/(<publication\b[^>]*?\srunRef=")[^"]*/, `$1${runRef}`)
    .replace(/(<publication\b[^>]*?\sgeneratedAt=")[^"]*/, `$1${at}Z`)
    .replace(/(<publication\b[^>]*?)\spreviousRunRef="[^"]*"/, '$1');
  const manifest = join(tmpdir(), `${runRef}.xml`);
  await writeFile(manifest, text);
  return { ...publication, manifest, ending: '.xml', runRef };
}

async function textOf(path) {
  const bytes = await readFile(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

function runRefOf(text) {
  const runRef = /<publication\b[^>]*?\srunRef="([^"]+)"/.exec(text)?.[1];
  if (!runRef) throw new Error('The manifest has no runRef');
  return runRef;
}

async function filesByDigest(folder) {
  const files = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || entry.name.startsWith('manifest.')) continue;
    if ((await stat(path)).size > 0) files.set(await digestOf(path), path);
  }
  return files;
}

async function digestOf(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
