import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { inTurn, median } from './support/rounds.mjs';
import { requestsPerSecond } from './support/load.mjs';
import { cli, peakMemory, startServer } from './support/server.mjs';

const FEW = 3;
const MANY = Number(process.env.BENCH_TENANTS ?? 1_000);
const STARTS = 5;
const ROUNDS = 5;

/** Two folders, one of three tenants and one of a thousand: starts, memory and a request, in turn. */
export async function run() {
  const few = await filled(FEW);
  const many = await filled(MANY);
  try {
    const started = { few: [], many: [] };
    const memory = { few: [], many: [] };
    for (let round = 0; round < STARTS; round += 1) {
      for (const [name, folder] of [
        ['few', few],
        ['many', many],
      ]) {
        const begun = performance.now();
        const server = await startServer({ folder });
        await answers(server);
        started[name].push(performance.now() - begun);
        memory[name].push(await peakMemory(server.pid));
        await server.stop({ keep: true });
      }
    }
    const [small, large] = [await startServer({ folder: few }), await startServer({ folder: many })];
    const cost = (server) => async () =>
      1 / (await requestsPerSecond(`http://127.0.0.1:${server.port}/connexion`, { Host: 'mesure-00001.localhost' }));
    const { ratio } = await inTurn(ROUNDS, cost(large), cost(small));
    await small.stop({ keep: true });
    await large.stop({ keep: true });
    const of = (values) => median(values.many) / median(values.few);
    const what = (thing) => `${thing} with ${MANY} tenants ÷ with ${FEW}`;
    return [
      {
        what: what('start'),
        ratio: of(started),
        limit: 1.2,
        better: 'lower',
        note: `${median(started.many).toFixed(0)} ms`,
      },
      {
        what: what('memory'),
        ratio: of(memory),
        limit: 1.2,
        better: 'lower',
        note: `${median(memory.many).toFixed(0)} MB`,
      },
      { what: what('time of a request'), ratio, limit: 1.2, better: 'lower' },
    ];
  } finally {
    for (const folder of [few, many]) await rm(folder, { recursive: true, force: true });
  }
}

async function filled(count) {
  const server = await startServer();
  await cli(server, 'tenant:add-many', '--count', String(count));
  await server.stop({ keep: true });
  return server.dataDir;
}

function answers({ port }) {
  return new Promise((resolve, reject) => {
    request(
      { host: '127.0.0.1', port, path: '/connexion', headers: { Host: 'mesure-00001.localhost' } },
      (response) => {
        response.resume();
        response.once('end', () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`/connexion: ${response.statusCode}`)),
        );
      },
    )
      .once('error', reject)
      .end();
  });
}
