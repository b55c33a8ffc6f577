import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { ManifestRefused } from '../../src/publication/manifest/manifest.types.js';
import { EXAMPLE } from '../../src/publication/manifest/testing/example.js';
import type { Batch } from '../../src/publication/staging/batch.js';
import { PublishedAccounts } from '../../src/publication/staging/published-accounts.js';
import { readApart } from '../../src/publication/staging/read-apart.js';
import { readRows } from '../../src/publication/staging/read-rows.js';
import type { ReadingTask } from '../../src/publication/staging/reading-task.js';

const TASK: ReadingTask = {
  sourceId: '0197a1f0-0000-7000-8000-000000000001',
  isDesk: false,
  settings: {
    groupCash: { landlord: false, lessee: false, co_owner: false },
    excludeUnrepaid: false,
    omitBankDetails: false,
    sendExpenses: true,
    send102Funds: false,
    hideOnNotice: false,
    hideOnDeparture: false,
    hideOnTransfer: false,
  },
  binders: [
    { id: binderId(1), line: 'syndic', path: ["Procès-verbaux d'assemblée"], role: 'ordinary', ref: null },
    { id: binderId(2), line: 'syndic', path: ['Factures'], role: 'ordinary', ref: null },
  ],
  buildings: [],
};

function binderId(number: number): string {
  return `0197a1f0-0000-7000-8000-00000000001${number}`;
}
const stored = (batches: readonly Batch[]) =>
  batches.map(({ tables }) => tables.map(({ table, rows }) => [table, Buffer.from(rows).toString()]));
const tablesOf = (batches: readonly Batch[]) =>
  new Set(batches.flatMap(({ tables }) => tables.map(({ table }) => table)));

/** Nothing is published. */
async function* nothing(): AsyncGenerator<Uint8Array> {}

/** The example with an account of so many entries of one cent more. */
function* ofEntries(count: number): Generator<Buffer> {
  const counted = EXAMPLE.replace('entries="2"', `entries="${2 + count}"`);
  const [head = '', tail = ''] = counted.replace('balance="6563"', `balance="${6563 + count}"`).split('</account>');
  yield Buffer.from(head);
  const label = 'Appel '.repeat(30);
  for (let n = 0; n < count; n += 1)
    yield Buffer.from(`<entry ref="N${n}" date="2025-10-01" label="${label}" debit="1"/>`);
  yield Buffer.from(`</account>${tail}`);
}

describe('readApart', () => {
  it('gives the very batches that reading here would give', async () => {
    const [apart, here]: Batch[][] = [[], []];
    const bytes = () => Readable.from([Buffer.from(EXAMPLE)]);
    const reading = await readApart(
      TASK,
      nothing(),
      bytes(),
      async (batch) => void apart?.push(structuredClone(batch)),
    );
    const expected = await readRows(
      TASK,
      new PublishedAccounts(),
      bytes(),
      async (batch) => void here?.push(structuredClone(batch)),
    );
    expect(reading).toEqual(expected);
    expect(reading.summary.listed).toMatchObject({ accounts: 1, documents: 2 });
    expect(stored(apart ?? [])).toEqual(stored(here ?? []));
    expect(await readers()).toEqual([]);
  });

  it('gives no entries of an account that is published with the same content, whatever the page it is told in', async () => {
    const batches: Batch[] = [];
    const store = async (batch: Batch) => void batches.push(structuredClone(batch));
    await readApart(TASK, nothing(), Readable.from([Buffer.from(EXAMPLE)]), store);
    const [, account = ''] = stored(batches)[0]?.find(([table]) => table === 'staged_account') ?? [];
    const [id = '', , , , digest = ''] = account.split('\t');
    const own = Buffer.from(id.replaceAll('-', '') + digest.replace(/^\\+x/, ''), 'hex');
    const pages = async function* (record: Buffer) {
      yield Buffer.alloc(32, 0);
      yield Buffer.concat([record, Buffer.alloc(32, 255)]);
    };
    const again: Batch[] = [];
    const storeAgain = async (batch: Batch) => void again.push(structuredClone(batch));
    await readApart(TASK, pages(own), Readable.from([Buffer.from(EXAMPLE)]), storeAgain);
    expect([...tablesOf(batches)].filter((table) => !tablesOf(again).has(table))).toEqual(['staged_account_entry']);
    const other = Buffer.from(own).fill(1, 16);
    again.length = 0;
    await readApart(TASK, pages(other), Readable.from([Buffer.from(EXAMPLE)]), storeAgain);
    expect(stored(again)).toEqual(stored(batches));
  });

  it('refuses as the reader does, with the problem and its place', async () => {
    const wrong = Readable.from([Buffer.from(EXAMPLE.replace(' title="member"', ' titre="member"'))]);
    const refusal = await readApart(TASK, nothing(), wrong, async () => undefined).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ManifestRefused);
    expect((refusal as ManifestRefused).problem).toMatchObject({ severity: 'refusal', code: 'MAN-05', line: 10 });
  });

  it('does not take a store that breaks off for a manifest that is too short', async () => {
    const breaking = Readable.from(
      (function* () {
        yield Buffer.from(EXAMPLE.slice(0, 900));
        throw new Error('the store is gone');
      })(),
    );
    await expect(readApart(TASK, nothing(), breaking, async () => undefined)).rejects.toThrow('the store is gone');
    expect(await readers()).toEqual([]);
  });

  it('stops reading when what is read cannot be stored', async () => {
    const asked: Batch[] = [];
    const full = async (batch: Batch) => {
      asked.push(batch);
      throw new Error('the disk is full');
    };
    await expect(readApart(TASK, nothing(), Readable.from(ofEntries(19_000)), full)).rejects.toThrow(
      'the disk is full',
    );
    expect(asked).toHaveLength(1);
    expect(await readers()).toEqual([]);
  });

  it('says so when the reading process is killed while it is told what is published', async () => {
    const many = async function* () {
      for (;;) yield Buffer.alloc(640_000);
    };
    const reading = readApart(TASK, many(), Readable.from([Buffer.from(EXAMPLE)]), async () => undefined);
    const outcome = expect(reading).rejects.toThrow('ended before its end (SIGKILL)');
    for (const pid of await readers()) process.kill(pid, 'SIGKILL');
    await outcome;
  });

  it('fails when what is published cannot be known', async () => {
    const failing = (async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(32);
      throw new Error('the connection is lost');
    })();
    const reading = readApart(TASK, failing, Readable.from([Buffer.from(EXAMPLE)]), async () => undefined);
    await expect(reading).rejects.toThrow('the connection is lost');
    expect(await readers()).toEqual([]);
  });

  it('says so when the reading process is killed', async () => {
    const endless = new Readable({ read: () => undefined });
    endless.push(EXAMPLE.slice(0, 900));
    const reading = readApart(TASK, nothing(), endless, async () => undefined);
    const outcome = expect(reading).rejects.toThrow('ended before its end (SIGKILL)');
    for (const pid of await readers()) process.kill(pid, 'SIGKILL');
    await outcome;
  });
});

/** Reading processes of this one that live. */
async function readers(): Promise<number[]> {
  const children = await readFile(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8');
  const pids = children.trim().split(' ').map(Number);
  const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return pids.filter((_, index) => commands[index]?.includes('reading-process'));
}
