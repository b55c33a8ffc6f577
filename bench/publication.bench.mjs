import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PublicationApi } from '../dist/cli/publish/publication-api.js';
import { sendPublication } from '../dist/cli/publish/send-publication.js';
import { generateDemo } from '../dist/demo/index.js';
import { copyAgain } from './support/raw-copy.mjs';
import { watchReaders } from './support/readers.mjs';
import { median } from './support/rounds.mjs';
import { cli, peakMemory, startServer, writeTenantFolder } from './support/server.mjs';

const ENTRIES = Number(process.env.BENCH_ENTRIES ?? 1_000_000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 1);
/** The same memory is wanted of a publication so many times smaller. */
const SMALLER = 5;
const MEMORY_MB = 300;
const AS_SENT = { simulate: false, replace: true, allowMissing: false };

export async function run() {
  const work = await mkdtemp(join(tmpdir(), 'extranet-publication-'));
  try {
    const small = await onFreshServer(await generate(work, ENTRIES / SMALLER, 1));
    const folders = await generate(work, ENTRIES, 2);
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await onFreshServer(folders, work));
    return report(small, rounds);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Manifests of the same rows, a day apart. */
async function generate(work, entries, count) {
  const share = entries / 1_000_000;
  const volumes = {
    buildings: Math.ceil(400 * share),
    lots: Math.ceil(12_000 * share),
    entries,
    documents: Math.ceil(10_000 * share),
  };
  const folders = [];
  for (let index = 0; index < count; index += 1) {
    const out = join(work, `${entries}-${index}`);
    const generatedAt = new Date(Date.UTC(2026, 10, 18 + index, 20));
    await generateDemo({ ...volumes, seed: 1, out, gzip: true, runRef: `bench-${index}`, generatedAt });
    folders.push(out);
  }
  return folders;
}

/** Publishes the folders one after the other; with `space`, copies what was published once more, past the application. */
async function onFreshServer(folders, space) {
  const server = await startServer();
  const readers = watchReaders(server.pid);
  const made = await mkdtemp(join(tmpdir(), 'extranet-tenant-'));
  try {
    const added = await cli(server, 'tenant:add', await writeTenantFolder(made, 'mesure'));
    const key = /(\S{30,})\s*$/m.exec(added.split('\n').find((line) => line.includes('LSC-DEMO')) ?? '')?.[1];
    const api = new PublicationApi(`http://mesure.localhost:${server.port}`, key);
    const before = await peakMemory(server.pid);
    const seconds = [];
    for (const folder of folders) seconds.push(await publish(api, folder));
    const memory = { before, server: await peakMemory(server.pid), reader: readers.peak() };
    return { seconds, memory, copied: space ? await copyAgain(server.adminUrl, 'mesure', space) : undefined };
  } finally {
    readers.stop();
    await server.stop();
    await rm(made, { recursive: true, force: true });
  }
}

async function publish(api, folder) {
  const begun = performance.now();
  const { run } = await sendPublication(api, folder, AS_SENT, () => undefined);
  if (run.state !== 'applied') throw new Error(`the run is ${run.state}`);
  return (performance.now() - begun) / 1_000;
}

function report(small, rounds) {
  const of = (value) => median(rounds.map(value));
  const rows = rounds[0].copied.rows;
  const first = of(({ seconds }) => seconds[0]);
  const copied = of((round) => round.copied.seconds);
  const note = (seconds) => `${Math.round(rows / seconds)} rows/s, ${seconds.toFixed(1)} s`;
  return [
    {
      what: `first publication of ${ENTRIES} entries, rows/s ÷ raw COPY of its ${rows} rows`,
      ratio: of((round) => round.copied.seconds / round.seconds[0]),
      limit: 0.4,
      better: 'higher',
      note: `${note(first)} against ${note(copied)}; aim 0.6`,
    },
    {
      what: 'unchanged second publication ÷ first, time',
      ratio: of(({ seconds }) => seconds[1] / seconds[0]),
      limit: 0.4,
      better: 'lower',
      note: `${of(({ seconds }) => seconds[1]).toFixed(1)} s`,
    },
    memory(
      'the server meanwhile',
      small.memory,
      of(({ memory: { server } }) => server),
      'server',
    ),
    memory(
      'the process that reads the manifest',
      small.memory,
      of(({ memory: { reader } }) => reader),
      'reader',
    ),
  ];
}

function memory(what, small, peak, kind) {
  const before = kind === 'server' ? `; ${small.before.toFixed(0)} MB before` : '';
  return {
    what: `peak memory of ${what}, MB`,
    ratio: peak,
    limit: MEMORY_MB,
    better: 'lower',
    note: `${small[kind].toFixed(0)} MB for ${ENTRIES / SMALLER} entries${before}`,
  };
}
