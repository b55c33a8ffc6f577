import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ClockWork, Dispatcher, Jobs } from '../../../src/platform/jobs/index.js';
import { TIDY_DROP_FOLDERS } from '../../../src/publication/drop-folder/kinds.js';
import type { TestAppOptions } from '../../support/app.js';
import { change } from '../../support/factories/index.js';
import { manifest, invoice, minutes, type Rows, type Sheet } from './manifest.js';
import type { TestFile } from './pdf.js';
import { PublicationWorld } from './world.js';

const STEP_SECONDS = 3;

/** The agency "gilbert", whose program has only a folder to publish by. */
export class DropFolderWorld {
  private sinceTick = 0;

  private constructor(private readonly world: PublicationWorld) {}

  static async open(options: TestAppOptions = {}): Promise<DropFolderWorld> {
    const world = await PublicationWorld.open(options);
    await change(world.ground, 'publication_source', { drop_folder: true }, { id: world.ground.sourceId });
    const opened = new DropFolderWorld(world);
    for (const room of ['in', 'files', 'out', 'archive']) await mkdir(opened.at(room, ''), { recursive: true });
    await world.app.get(ClockWork).tick();
    await opened.seconds(60);
    return opened;
  }

  get app() {
    return this.world.app;
  }

  get ground() {
    return this.world.ground;
  }

  /** The key of its program. */
  get key() {
    return this.world.key;
  }

  close(): Promise<void> {
    return this.world.close();
  }

  forgetTenants(): void {
    this.world.forgetTenants();
  }

  snapshot(): Promise<string> {
    return this.world.snapshot();
  }

  sheet(rows: Rows): Sheet {
    return this.world.sheet(rows);
  }

  at(room: string, name: string): string {
    return join(this.app.config.dropRoot, 'gilbert/LSC', room, name);
  }

  /** Time passes, in which the clock strikes its minutes and every job that is due is done. */
  async seconds(count: number): Promise<void> {
    for (let passed = 0; passed < count; passed += STEP_SECONDS) {
      this.app.clock.advance({ seconds: STEP_SECONDS });
      this.sinceTick += STEP_SECONDS;
      if (this.sinceTick % 60 < STEP_SECONDS) await this.app.get(ClockWork).tick();
      await this.app.get(Dispatcher).drain();
    }
  }

  async tidy(): Promise<void> {
    await this.app.get(Jobs).later(TIDY_DROP_FOLDERS, {}, { tenantId: null });
    await this.app.get(Dispatcher).drain();
  }

  /** As senders do: under another name, then renamed. @returns its path */
  async put(room: string, name: string, bytes: Buffer): Promise<string> {
    const path = this.at(room, name);
    await writeFile(`${path}.part`, bytes);
    await rename(`${path}.part`, path);
    return path;
  }

  async putManifest(sheet: Sheet): Promise<string> {
    await this.put('in', `${sheet.runRef}.xml`, await manifest(sheet));
    return sheet.runRef;
  }

  async putFiles(...files: TestFile[]): Promise<void> {
    for (const { sha256, bytes } of files) await this.put('files', sha256, bytes);
  }

  async ask(runRef: string, command: string): Promise<void> {
    await writeFile(this.at('in', `${runRef}.${command}`), '');
  }

  /** Everything at once, and the minute after. */
  async publishAll(sheet: Sheet): Promise<string> {
    await this.putFiles(minutes, invoice);
    const runRef = await this.putManifest(sheet);
    await this.ask(runRef, 'commit');
    await this.seconds(60);
    return runRef;
  }

  out(name: string): Promise<string> {
    return readFile(this.at('out', name), 'utf8');
  }

  async json(name: string): Promise<unknown> {
    return JSON.parse(await this.out(name));
  }

  async archived(name: string): Promise<string> {
    return gunzipSync(await readFile(this.at('archive', name))).toString();
  }

  /** Names that are not hidden, folders of our own left out. */
  async files(room: string): Promise<string[]> {
    const names = await readdir(this.at(room, ''));
    return names.filter((name) => !name.startsWith('.') && !(room === 'files' && name === 'rejected')).sort();
  }

  async state(runRef: string): Promise<string | null> {
    const [run] = await this.world.sql<{ state: string }>(
      `SELECT state FROM publication_run WHERE tenant_id = $tenant AND run_ref = '${runRef}'`,
    );
    return run?.state ?? null;
  }

  async published(): Promise<number> {
    return (await this.world.sql(`SELECT FROM document WHERE tenant_id = $tenant AND publication_state = 'published'`))
      .length;
  }
}
