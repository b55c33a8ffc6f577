import { jest } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { OutsideUnavailable } from '../../src/platform/errors/index.js';
import { FileStore } from '../../src/platform/files/index.js';
import { DropFolder } from '../../src/publication/drop-folder/drop-folder.js';
import { DropFolderScan } from '../../src/publication/drop-folder/drop-folder-scan.service.js';
import { oneAtATime } from '../../src/publication/drop-folder/one-at-a-time.js';
import { FileChanged, SteadyFile } from '../../src/publication/drop-folder/steady-file.js';
import { DropFolderWorld } from './support/drop-folder-world.js';
import { documentRow, gilbert, invoice } from './support/manifest.js';
import { pdf } from './support/pdf.js';

type Step = 'put' | 'move' | 'remove';
const STEPS: Step[] = ['put', 'move', 'remove'];

/** The process dies before that step in the folder, the first being 1, and once only. @returns how many steps were begun */
function dieBefore(deadly: number): () => number {
  let begun = 0;
  for (const step of STEPS) {
    const real = DropFolder.prototype[step] as (...given: unknown[]) => Promise<void>;
    jest.spyOn(DropFolder.prototype, step).mockImplementation(async function (this: DropFolder, ...given: unknown[]) {
      begun += 1;
      if (begun === deadly) throw new Error('the process died');
      return real.apply(this, given);
    } as never);
  }
  return () => begun;
}

describe('the drop folder when something fails', () => {
  let world: DropFolderWorld;
  beforeAll(async () => {
    world = await DropFolderWorld.open();
    await world.publishAll(world.sheet(gilbert()));
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => world.close());

  /** The example and a document of that name, with a wrong file beside. */
  async function send(name: string) {
    const rows = gilbert();
    const file = pdf(name);
    const refused = pdf(`${name} refused`);
    rows.documents.push(documentRow(name, file), documentRow(`${name}-bis`, refused));
    await world.putFiles(file);
    await world.put('files', refused.sha256, Buffer.alloc(refused.bytes.length, 'x'));
    const runRef = await world.putManifest(world.sheet(rows));
    await world.ask(runRef, 'commit-partial');
    return { runRef, refused };
  }

  it('goes on after a death at any step, to the same end [PUB-84] [PUB-85] [PUB-87]', async () => {
    let steps = Infinity;
    for (let deadly = 1; deadly <= steps; deadly += 1) {
      const begun = dieBefore(deadly);
      const { runRef, refused } = await send(`D-${deadly}`);
      await world.seconds(90);
      jest.restoreAllMocks();
      steps = begun() >= deadly ? Infinity : begun();
      const report = await world.json(`${runRef}.report.json`);
      expect(report).toMatchObject({ state: 'applied', counts: { documents: { listed: 4, setAside: 1 } } });
      expect(await world.out(`${runRef}.rejected.csv`)).toBe(`name;reason\r\n${refused.sha256};digest_mismatch\r\n`);
      expect(await world.files('in')).toEqual([]);
      expect(await world.files('files')).toEqual([]);
      expect(await world.files('archive/.runs')).toEqual([]);
      expect(await world.files('archive')).toContain(`${runRef}.xml`);
      expect((await world.files('out')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    }
    expect(steps).toBeGreaterThan(8);
  }, 120_000);

  it('leaves everything where it is while files cannot be stored [PUB-82]', async () => {
    const store = jest.spyOn(FileStore.prototype, 'receive').mockRejectedValue(new OutsideUnavailable());
    const { runRef } = await send('FULL');
    await world.seconds(60);
    expect(await world.state(runRef)).toBeNull();
    expect(await world.files('in')).toEqual([`${runRef}.commit-partial`, `${runRef}.xml`]);
    store.mockRestore();
    await world.seconds(60);
    expect(await world.json(`${runRef}.report.json`)).toMatchObject({ state: 'applied' });
  });

  it('is read by one process at a time [PUB-82]', async () => {
    const scan = () => world.app.inTenant('gilbert', () => world.app.get(DropFolderScan).scan(world.ground.sourceId));
    const { runRef } = await send('ALONE');
    const { pool } = world.app.get(UnitOfWork);
    await oneAtATime(pool, `drop folder ${world.ground.sourceId}`, async () => {
      expect(await scan()).toEqual({ lookAgain: true });
      expect(await world.files('in')).toHaveLength(2);
    });
    await Promise.all([scan(), scan()]);
    expect(await world.state(runRef)).toBe('checking');
    await world.seconds(60);
    expect(await world.json(`${runRef}.report.json`)).toMatchObject({ state: 'applied' });
  });

  it('believes no receipt that names the run of another [PUB-86]', async () => {
    const receipt = { runId: '00000000-0000-4000-8000-000000000000', told: { missing: null, waiting: false } };
    await writeFile(world.at('archive/.runs', 'FALSE.json'), JSON.stringify(receipt));
    await writeFile(world.at('archive/.runs', 'BROKEN.json'), '{');
    await world.seconds(60);
    expect((await world.files('out')).filter((name) => /^(FALSE|BROKEN)/.test(name))).toEqual([]);
    expect(await world.files('archive/.runs')).toEqual([]);
  });

  it('takes no file that changes while it is read [PUB-84]', async () => {
    const path = world.at('files', 'growing');
    const large = Buffer.alloc(1024 ** 2);
    await writeFile(path, large);
    const file = await SteadyFile.open(path);
    await expect(
      (async () => {
        for await (const _ of file!.stream()) {
          void _;
          await writeFile(path, invoice.bytes, { flag: 'a' });
        }
      })(),
    ).rejects.toThrow(FileChanged);
    expect(await file!.isInPlace()).toBe(false);
    await file!.close();
    expect((await readFile(path)).length).toBeGreaterThan(large.length);
  });
});
