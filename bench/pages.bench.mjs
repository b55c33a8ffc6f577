import { fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { PublicationApi } from '../dist/cli/publish/publication-api.js';
import { sendPublication } from '../dist/cli/publish/send-publication.js';
import { generateDemo } from '../dist/demo/index.js';
import { barePage } from './support/bare-page.mjs';
import { requestsPerSecond } from './support/load.mjs';
import { inTurn } from './support/rounds.mjs';
import { cli, root, startServer, writeTenantFolder } from './support/server.mjs';

const ENTRIES = Number(process.env.BENCH_ENTRIES ?? 1_000_000);
const ROUNDS = 7;
const AS_SENT = { simulate: false, replace: true, allowMissing: false };

/** Agencies of two sizes on one server; the pages of one co-owner of each. */
export async function run() {
  const work = await mkdtemp(join(tmpdir(), 'extranet-pages-'));
  let server = await startServer();
  try {
    const residents = {};
    for (const [domain, entries] of [
      ['grande', ENTRIES],
      ['petite', Math.max(ENTRIES / 100, 1_000)],
    ]) {
      await publishAgency(server, work, domain, entries);
      residents[domain] = await signIn(server, domain);
    }
    await analyze(server);
    const captured = await capture(server, residents.grande, work);
    server = await startServer({ folder: server.dataDir });
    const results = [];
    for (const [what, { path, rows }] of Object.entries(captured)) {
      const bare = await startBare(server, work, captured[what], rows, residents.grande.tenant);
      const ours = () => requestsPerSecond(`http://127.0.0.1:${server.port}${path}`, residents.grande.headers);
      const theirs = () => requestsPerSecond(`http://127.0.0.1:${bare.port}/`, {});
      const { ratio, a, b, spread } = await inTurn(ROUNDS, ours, theirs);
      bare.stop();
      const note = `${a.toFixed(0)} against ${b.toFixed(0)} requests/s, ${bare.bytes} bytes, ${captured[what].statements.length} statements, rounds ${spread.map((one) => one.toFixed(2)).join(' to ')}; aim 1.0`;
      results.push({
        what: `${what} page ÷ bare Express + Handlebars + pg`,
        ratio,
        limit: 0.7,
        better: 'higher',
        note,
      });
    }
    results.push(await scale(server, residents));
    return results;
  } finally {
    await server.stop();
    await rm(work, { recursive: true, force: true });
  }
}

async function publishAgency(server, work, domain, entries) {
  const share = entries / 1_000_000;
  const out = join(work, domain);
  await generateDemo({
    buildings: Math.ceil(400 * share),
    lots: Math.ceil(12_000 * share),
    entries,
    documents: Math.ceil(100_000 * share),
    seed: 7,
    out,
    gzip: true,
    runRef: domain,
  });
  const added = await cli(server, 'tenant:add', await writeTenantFolder(join(work, `${domain}-folder`), domain));
  const key = /(\S{30,})\s*$/.exec(added.split('\n').find((line) => line.includes('LSC-DEMO')) ?? '')?.[1];
  const { run } = await sendPublication(
    new PublicationApi(`http://${domain}.localhost:${server.port}`, key),
    out,
    AS_SENT,
    () => undefined,
  );
  if (run.state !== 'applied') throw new Error(`${domain}: the run is ${run.state}`);
  await rm(out, { recursive: true, force: true });
}

/** A session of the co-owner whose account has the most entries, written as a sign-in would. */
async function signIn(server, domain) {
  const token = randomBytes(32).toString('base64url');
  const tenantId = await withAdmin(server, async (client) => {
    const { rows } = await client.query(
      `SELECT t.id AS tenant, l.id AS login FROM platform.tenant t
       JOIN account a ON a.tenant_id = t.id AND a.kind = 'co_owner' AND a.publication_state = 'published'
       JOIN resident_login l ON l.tenant_id = t.id AND l.party_id = a.party_id
       WHERE t.domain = $1 ORDER BY (SELECT count(*) FROM account_entry e WHERE e.tenant_id = t.id AND e.account_id = a.id) DESC, a.number LIMIT 1`,
      [domain],
    );
    const { tenant, login } = rows[0];
    await client.query(`UPDATE extranet_settings SET extranet_open = true WHERE tenant_id = $1`, [tenant]);
    await client.query(
      `UPDATE resident_login SET state = 'personal', password_hash = 'none', valid_until = NULL, initial_password_cipher = NULL, personalised_at = now()
       WHERE tenant_id = $1 AND id = $2`,
      [tenant, login],
    );
    await client.query(
      `INSERT INTO session (tenant_id, token_hash, resident_login_id, created_at, seen_at, ends_at, idle_minutes)
       VALUES ($1, $2, $3, now(), now(), now() + interval '12 hours', 720)`,
      [tenant, createHash('sha256').update(token).digest(), login],
    );
    return tenant;
  });
  return { domain, tenant: tenantId, headers: { Host: `${domain}.localhost`, Cookie: `session=${token}` } };
}

const PAGES = {
  documents: { path: '/extranet/coproprietaire/documents', rows: 'main ul li, main tbody tr' },
  account: { path: '/extranet/coproprietaire/compte', rows: 'main table tbody tr' },
};

/** What each page asks of the database and sends, read from a server started for that alone. */
async function capture(server, resident, work) {
  await server.stop({ keep: true });
  const file = join(work, 'statements.jsonl');
  const variables = { NODE_OPTIONS: `--import ${join(root, 'bench/support/capture.mjs')}`, CAPTURE_FILE: file };
  const watched = await startServer({ folder: server.dataDir, variables });
  const captured = {};
  for (const [what, { path, rows }] of Object.entries(PAGES)) {
    await fetchPage(watched.port, path, resident.headers);
    await writeFile(file, '');
    const html = await fetchPage(watched.port, path, resident.headers);
    const statements = (await readFile(file, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const asked = statements.filter(
      ({ text: asked }) => !asked.includes('set_config') && !asked.includes('platform.job'),
    );
    captured[what] = { path, rows, html, statements: asked };
  }
  await watched.stop({ keep: true });
  return captured;
}

/** Its connections carry the tenant once and for all: the statements find the same rows, with no transaction and no setting to send. */
async function startBare(server, work, { html, statements }, selector, tenant) {
  const file = join(work, 'bare.json');
  await writeFile(file, JSON.stringify({ statements, ...barePage(html, selector) }));
  const child = fork(join(root, 'bench/support/bare-server.mjs'), [
    file,
    `${server.appUrl}?options=${encodeURIComponent(`-c app.tenant_id=${tenant}`)}`,
  ]);
  const port = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`the bare server ended with ${code}`)));
  });
  const bytes = (await fetchPage(port, '/', {})).length;
  if (Math.abs(bytes - html.length) > html.length * 0.03)
    throw new Error(`the bare page has ${bytes} characters for ${html.length}`);
  return { port, bytes, stop: () => child.kill() };
}

async function scale(server, { grande, petite }) {
  const path = `http://127.0.0.1:${server.port}${PAGES.account.path}`;
  const time = async ({ headers }) => 1 / (await requestsPerSecond(path, headers));
  const { ratio } = await inTurn(
    ROUNDS,
    () => time(grande),
    () => time(petite),
  );
  return {
    what: `account page in a tenant of ${ENTRIES} entries ÷ in one of ${ENTRIES / 100}, time`,
    ratio,
    limit: 1.3,
    better: 'lower',
  };
}

/** fetch() would not let the Host header through. */
function fetchPage(port, path, headers) {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers }, async (response) => {
      const body = await text(response);
      if (response.statusCode === 200) resolve(body);
      else reject(new Error(`${path}: ${response.statusCode} ${response.headers.location ?? body.slice(0, 200)}`));
    });
    asked.once('error', reject);
    asked.end();
  });
}

const analyze = (server) => withAdmin(server, (client) => client.query('VACUUM ANALYZE'));

async function withAdmin(server, work) {
  const client = new pg.Client({ connectionString: server.adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
