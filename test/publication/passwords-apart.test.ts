import { jest } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { createGunzip, gzipSync } from 'node:zlib';
import { EXAMPLE } from '../../src/publication/manifest/testing/example.js';
import { countPasswords, storeWithoutPasswords, Unreadable } from '../../src/publication/passwords/redact-apart.js';

const SECRET = 'Sésame-Ouvre-Toi';
const GIVING = EXAMPLE.replace('<party ', `<party initialPassword="${SECRET}" `);
const of = (...parts: (string | Buffer)[]) => Readable.from(parts.map((part) => Buffer.from(part)));
const unpacked = (packed: Readable) => text(packed.pipe(createGunzip()));

/** A store that breaks off after a part. */
function* broken(part: string): Generator<Buffer> {
  yield Buffer.from(part);
  throw new Error('the store is gone');
}

describe('initial passwords of a manifest', () => {
  afterEach(async () => expect(await programs()).toEqual([]));

  it('are counted, be the manifest packed or not', async () => {
    expect(await countPasswords(of(GIVING))).toBe(1);
    expect(await countPasswords(of(gzipSync(GIVING)))).toBe(1);
    expect(await countPasswords(of(EXAMPLE))).toBe(0);
  });

  it('are left out of what is stored, and nothing else is', async () => {
    expect(await storeWithoutPasswords(of(GIVING.slice(0, 500), GIVING.slice(500)), unpacked)).toBe(EXAMPLE);
    expect(await storeWithoutPasswords(of(gzipSync(GIVING)), unpacked)).toBe(EXAMPLE);
  });

  it('cannot be told of what cannot be read, of which nothing is stored', async () => {
    const cut = gzipSync(GIVING).subarray(0, -40);
    await expect(countPasswords(of(cut))).rejects.toThrow(Unreadable);
    const stored = jest.fn();
    await expect(storeWithoutPasswords(of(cut), async (packed) => stored(await buffer(packed)))).rejects.toThrow(
      Unreadable,
    );
    expect(stored).not.toHaveBeenCalled();
  });

  it('are looked for again when the store breaks off, for the manifest is not at fault', async () => {
    await expect(countPasswords(Readable.from(broken(GIVING.slice(0, 700))))).rejects.toThrow('the store is gone');
    await expect(storeWithoutPasswords(Readable.from(broken(GIVING)), buffer)).rejects.toThrow('the store is gone');
  });

  it('are looked for again when the program is killed: nothing of it is stored', async () => {
    const endless = new Readable({ read: () => undefined });
    endless.push(GIVING.slice(0, 700));
    const stored = jest.fn();
    const storing = storeWithoutPasswords(endless, async (packed) => stored(await buffer(packed)));
    const outcome = expect(storing).rejects.toThrow('ended before its end (SIGKILL)');
    for (const pid of await programs()) process.kill(pid, 'SIGKILL');
    await outcome;
    expect(stored).not.toHaveBeenCalled();
  });

  it('stay where they are when the rest cannot be stored', async () => {
    const full = () => Promise.reject(new Error('the disk is full'));
    await expect(storeWithoutPasswords(of(GIVING), full)).rejects.toThrow('the disk is full');
  });
});

/** Programs that erase passwords for this process. */
async function programs(): Promise<number[]> {
  const children = await readFile(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8');
  const pids = children.trim().split(' ').map(Number);
  const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return pids.filter((_, index) => commands[index]?.includes('redacting-process'));
}
