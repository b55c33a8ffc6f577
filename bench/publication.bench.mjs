import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PublicationApi } from '../dist/cli/publish/publication-api.js';
import { sendPublication } from '../dist/cli/publish/send-publication.js';
import { generateDemo } from '../dist/demo/index.js';
import { cli, peakMemory, startServer, writeTenantFolder } from './support/server.mjs';
import { copyAgain } from './support/raw-copy.mjs';

const ENTRIES = Number(process.env.BENCH_ENTRIES ?? 1_000_000);
const AS_SENT = { simulate: false, replace: true, allowMissing: false };

export async function run() {
  const work = await mkdtemp(join(tmpdir(), 'extranet-publication-'));
  const server = await startServer();
  try {
    const share = ENTRIES / 1_000_000;
    const volumes = {
      buildings: Math.ceil(400 * share),
      lots: Math.ceil(12_000 * share),
      entries: ENTRIES,
      documents: Math.ceil(10_000 * share),
    };
    const folders = [];
    for (const [index, generatedAt] of ['2026-11-18T20:00:00Z', '2026-11-19T20:00:00Z'].entries()) {
      const out = join(work, `run-${index}`);
      await generateDemo({
        ...volumes,
        seed: 1,
        out,
        gzip: true,
        runRef: `bench-${index}`,
        generatedAt: new Date(generatedAt),
      });
      folders.push(out);
    }
    const added = await cli(server, 'tenant:add', await writeTenantFolder(join(work, 'mesure'), 'mesure'));
    const key = /(\S{30,})\s*$/m.exec(added.split('\n').find((line) => line.includes('LSC-DEMO')) ?? '')?.[1];
    const api = new PublicationApi(`http://mesure.localhost:${server.port}`, key);
    const publish = async (folder) => {
      const begun = performance.now();
      const { run } = await sendPublication(api, folder, AS_SENT, () => undefined);
      if (run.state !== 'applied') throw new Error(`the run is ${run.state}`);
      return (performance.now() - begun) / 1_000;
    };
    const before = await peakMemory(server.pid);
    const first = await publish(folders[0]);
    const second = await publish(folders[1]);
    const peak = await peakMemory(server.pid);
    const { rows, seconds: copied } = await copyAgain(server.adminUrl, 'mesure', work);
    const note = (seconds) => `${Math.round(rows / seconds)} rows/s, ${seconds.toFixed(1)} s`;
    return [
      {
        what: `first publication of ${ENTRIES} entries, rows/s ÷ raw COPY of its ${rows} rows`,
        ratio: copied / first,
        limit: 0.4,
        better: 'higher',
        note: `${note(first)} against ${note(copied)}; aim 0.6`,
      },
      {
        what: 'unchanged second publication ÷ first, time',
        ratio: second / first,
        limit: 0.4,
        better: 'lower',
        note: `${second.toFixed(1)} s`,
      },
      {
        what: 'peak memory of the process, MB',
        ratio: peak,
        limit: 300,
        better: 'lower',
        note: `${before.toFixed(0)} MB before`,
      },
    ];
  } finally {
    await server.stop();
    await rm(work, { recursive: true, force: true });
  }
}
