import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { change, insert, layGround } from '../support/factories/index.js';
import { DropFolderWorld } from './support/drop-folder-world.js';
import { documentRow, gilbert, invoice, manifest, minutes } from './support/manifest.js';
import { fileOf, pdf } from './support/pdf.js';

describe('the drop folder', () => {
  let world: DropFolderWorld;
  beforeEach(async () => {
    world = await DropFolderWorld.open();
  });
  afterEach(() => world.close());

  const today = () => world.sheet(gilbert());

  it('publishes in one pass what is put at once: files, manifest, commit [PUB-82] [PUB-86] [PUB-87]', async () => {
    await world.putFiles(minutes, invoice);
    const runRef = await world.putManifest(today());
    await world.ask(runRef, 'commit');
    await world.seconds(60);
    expect(await world.json(`${runRef}.report.json`)).toMatchObject({
      runRef,
      state: 'applied',
      counts: { documents: { listed: 2, added: 2, withdrawn: 0, setAside: 0 } },
      problems: [],
    });
    expect(await world.out(`${runRef}.report.csv`)).toBe('section;severity;code;ref;line;column;message\r\n');
    expect(await world.out(`${runRef}.missing.csv`)).toMatch(/^sha256;bytes;ref;filename\r\n/);
    expect(await world.files('in')).toEqual([]);
    expect(await world.files('files')).toEqual([]);
    expect(await world.files('archive')).toEqual([`${runRef}.xml`]);
    expect(await world.published()).toBe(2);
  });

  it('takes a manifest within thirty seconds, says what is missing, and waits for it and for a commit [PUB-82] [PUB-83] [PUB-85]', async () => {
    const runRef = await world.putManifest(today());
    await world.seconds(30);
    expect(await world.files('in')).toEqual([]);
    await world.seconds(10);
    const rows = [minutes, invoice].map(({ sha256, bytes }) => `${sha256};${bytes.length}`).sort();
    const lines = (await world.out(`${runRef}.missing.csv`)).split('\r\n');
    expect(lines[0]).toBe('sha256;bytes;ref;filename');
    expect(lines.slice(1, 3).map((line) => line.split(';').slice(0, 2).join(';'))).toEqual(rows);
    expect(lines.slice(3)).toEqual(['']);

    await world.putFiles(minutes);
    await world.ask(runRef, 'commit');
    await world.seconds(60);
    expect(await world.state(runRef)).toBe('receiving');
    expect(await world.files('in')).toEqual([`${runRef}.commit`]);
    expect(await world.out(`${runRef}.missing.csv`)).toContain(invoice.sha256);
    expect(await world.out(`${runRef}.missing.csv`)).not.toContain(minutes.sha256);

    await world.putFiles(invoice);
    await world.seconds(60);
    expect(await world.json(`${runRef}.report.json`)).toMatchObject({ state: 'applied' });
    expect(await world.files('in')).toEqual([]);
  });

  it('says with the header alone that nothing is missing [PUB-83]', async () => {
    await world.publishAll(today());
    const runRef = await world.putManifest(today());
    await world.seconds(60);
    expect(await world.out(`${runRef}.missing.csv`)).toBe('sha256;bytes;ref;filename\r\n');
    expect(await world.state(runRef)).toBe('receiving');
  });

  it('takes packed manifests, and by itself goes on where the source commits by itself [PUB-82] [PUB-85]', async () => {
    await change(world.ground, 'publication_source', { auto_commit: true }, { id: world.ground.sourceId });
    const sheet = today();
    await world.put('in', `${sheet.runRef}.xml.gz`, gzipSync(await manifest(sheet)));
    await world.seconds(60);
    expect(await world.state(sheet.runRef)).toBe('receiving');
    await world.putFiles(minutes, invoice);
    await world.seconds(60);
    expect(await world.json(`${sheet.runRef}.report.json`)).toMatchObject({ state: 'applied' });
  });

  it('puts a wrong file aside and names it, then takes the right one [PUB-84]', async () => {
    const runRef = await world.putManifest(today());
    await world.seconds(40);
    const wrong = Buffer.alloc(minutes.bytes.length, 'x');
    await world.put('files', minutes.sha256, wrong);
    await world.put('files', 'f'.repeat(64), wrong);
    await world.seconds(40);
    expect(await world.out(`${runRef}.rejected.csv`)).toBe(`name;reason\r\n${minutes.sha256};digest_mismatch\r\n`);
    expect(await world.files('files/rejected')).toEqual([minutes.sha256]);
    expect(await world.files('files')).toEqual(['f'.repeat(64)]);
    await world.putFiles(minutes, invoice);
    await world.ask(runRef, 'commit');
    await world.seconds(60);
    expect(await world.json(`${runRef}.report.json`)).toMatchObject({ state: 'applied' });
  });

  it('names a file that will never do, whose documents are set aside [PUB-84] [PUB-86]', async () => {
    const rows = gilbert();
    const text = fileOf(Buffer.from('not a PDF at all'), 'application/pdf');
    rows.documents.push(documentRow('D99', text));
    const runRef = await world.putManifest(world.sheet(rows));
    await world.putFiles(minutes, invoice, text);
    await world.ask(runRef, 'commit');
    await world.seconds(60);
    expect(await world.out(`${runRef}.rejected.csv`)).toBe(`name;reason\r\n${text.sha256};wrong_type\r\n`);
    const report = await world.json(`${runRef}.report.json`);
    expect(report).toMatchObject({ state: 'applied', counts: { documents: { setAside: 1 } } });
    expect(await world.out(`${runRef}.report.csv`)).toContain('documents;set_aside;ROW-06;D99;');
  });

  it('reads no file under way, whichever way it is written [PUB-82] [PUB-84]', async () => {
    const sheet = today();
    await world.put('in', `${sheet.runRef}.xml.part`, (await manifest(sheet)).subarray(0, 400));
    await world.seconds(60);
    expect(await world.state(sheet.runRef)).toBeNull();
    await rm(world.at('in', `${sheet.runRef}.xml.part`));
    await world.putManifest(sheet);
    await world.put('files', `${invoice.sha256}.part`, invoice.bytes);
    const half = await world.put('files', minutes.sha256, minutes.bytes.subarray(0, 100));
    await utimes(half, world.app.clock.now(), world.app.clock.now());
    await world.ask(sheet.runRef, 'commit-partial');
    await world.seconds(60);
    expect(await world.state(sheet.runRef)).toBe('receiving');
    expect(await world.files('files')).toEqual([minutes.sha256, `${invoice.sha256}.part`].sort());
    await world.putFiles(minutes);
    await rename(world.at('files', `${invoice.sha256}.part`), world.at('files', invoice.sha256));
    await world.seconds(60);
    expect(await world.json(`${sheet.runRef}.report.json`)).toMatchObject({ state: 'applied', problems: [] });
  });

  it('sets aside what is missing when asked to [PUB-85]', async () => {
    const runRef = await world.putManifest(today());
    await world.putFiles(minutes);
    await world.ask(runRef, 'commit-partial');
    await world.seconds(60);
    const report = await world.json(`${runRef}.report.json`);
    expect(report).toMatchObject({ state: 'applied', counts: { documents: { added: 1, setAside: 1 } } });
    expect(JSON.stringify(report)).toContain('ROW-05');
  });

  it('gives a run up when asked to, and the former publication stays [PUB-85]', async () => {
    await world.publishAll(today());
    const before = await world.snapshot();
    const rows = gilbert();
    rows.documents.push(documentRow('D99', pdf('nouveau')));
    const runRef = await world.putManifest(world.sheet(rows));
    await world.seconds(40);
    await world.ask(runRef, 'abandon');
    await world.seconds(40);
    expect(await world.json(`${runRef}.report.json`)).toMatchObject({ state: 'abandoned' });
    expect(await world.files('in')).toEqual([]);
    expect(await world.snapshot()).toBe(before);
  });

  it('says why a manifest is refused, at its header or further [PUB-83]', async () => {
    await world.put('in', 'CUT.xml', (await manifest({ ...today(), runRef: 'CUT' })).subarray(0, 3_000));
    await world.put('in', 'OTHER-NAME.xml', await manifest({ ...today(), runRef: 'R-9' }));
    await world.put('in', 'NOISE.xml', Buffer.from('rien'));
    await world.seconds(60);
    expect(await world.json('CUT.refused.json')).toMatchObject({ runRef: 'CUT', state: 'refused', code: 'MAN-03' });
    expect(await world.json('OTHER-NAME.refused.json')).toMatchObject({ number: null, code: 'MAN-06' });
    expect(await world.json('NOISE.refused.json')).toMatchObject({ runRef: 'NOISE', code: 'MAN-01' });
    expect(await world.state('R-9')).toBeNull();
    expect(await world.files('in')).toEqual([]);
    expect(await world.files('archive')).toEqual(['CUT.xml', 'NOISE.xml', 'OTHER-NAME.refused.xml']);
  });

  it('keeps one manifest for one reference [PUB-83]', async () => {
    const first = today();
    await world.publishAll(first);
    await rm(world.at('out', `${first.runRef}.report.json`));
    await world.putManifest(first);
    await world.seconds(60);
    expect(await world.json(`${first.runRef}.report.json`)).toMatchObject({ state: 'applied', number: 1 });
    await world.putManifest({ ...today(), runRef: first.runRef });
    await world.seconds(60);
    expect(await world.json(`${first.runRef}.refused.json`)).toMatchObject({ code: 'MAN-10' });
    expect(await readFile(world.at('archive', `${first.runRef}.xml`))).toEqual(await manifest(first));
  });

  it('lets a second manifest wait for the end of the first, and says so [PUB-83]', async () => {
    const first = await world.putManifest(today());
    await world.seconds(40);
    const second = await world.putManifest(today());
    await world.seconds(40);
    expect(await world.json(`${second}.waiting.json`)).toMatchObject({ reason: 'run_open', openRunRef: first });
    expect(await world.files('in')).toEqual([`${second}.xml`]);
    await world.ask(first, 'abandon');
    await world.seconds(60);
    expect(await world.state(second)).toBe('receiving');
  });

  it('says that a run waits for a person, then what became of it [PUB-86]', async () => {
    const many = gilbert();
    for (let number = 1; number <= 60; number += 1)
      many.documents.push(documentRow(`M${number}`, minutes, { title: `Annexe ${number}` }));
    await world.publishAll(world.sheet(many));
    const waiting = await world.publishAll(today());
    expect(await world.json(`${waiting}.waiting.json`)).toMatchObject({
      state: 'awaiting_approval',
      reason: 'guard',
      guardReasons: [{ kind: 'withdrawals', section: 'documents', withdrawn: 60 }],
    });
    expect(existsSync(world.at('out', `${waiting}.report.json`))).toBe(false);
    await world.publishAll(world.sheet(many));
    expect(await world.json(`${waiting}.report.json`)).toMatchObject({ state: 'superseded' });
    expect(await world.published()).toBe(62);
  });

  it('follows no link and looks at no stranger [PUB-84]', async () => {
    const elsewhere = join(world.app.config.dataDir, 'elsewhere');
    await mkdir(elsewhere, { recursive: true });
    await writeFile(join(elsewhere, 'secret'), minutes.bytes);
    await writeFile(join(elsewhere, 'sheet'), await manifest({ ...today(), runRef: 'LINK' }));
    await world.seconds(30);
    await symlink(join(elsewhere, 'sheet'), world.at('in', 'LINK.xml'));
    await mkdir(world.at('in', 'FOLDER.xml'));
    await world.put('in', 'notes.txt', Buffer.from('rien'));
    const runRef = await world.putManifest(today());
    await symlink(join(elsewhere, 'secret'), world.at('files', minutes.sha256));
    await world.seconds(60);
    expect(await world.state('LINK')).toBeNull();
    expect(await world.out(`${runRef}.missing.csv`)).toContain(minutes.sha256);
    expect(await readFile(join(elsewhere, 'secret'))).toEqual(minutes.bytes);
    expect((await world.files('in')).sort()).toEqual(['FOLDER.xml', 'LINK.xml', 'notes.txt']);

    await rm(world.at('in', ''), { recursive: true });
    await symlink(elsewhere, world.at('in', ''));
    await writeFile(join(elsewhere, `${runRef}.abandon`), '');
    await world.seconds(60);
    expect(await world.state(runRef)).toBe('receiving');
    expect((await readdir(elsewhere)).sort()).toEqual([`${runRef}.abandon`, 'secret', 'sheet'].sort());
  });

  it('touches the folder of its own tenant only, and none of a source that may not [PUB-82]', async () => {
    const other = await layGround(world.app.database, { domain: 'mosan' });
    await insert(other, 'publication_source', { code: 'OFF', label: 'Off', kind: 'machine', lines: ['syndic'] });
    await change(other, 'publication_source', { drop_folder: true }, { id: other.sourceId });
    world.forgetTenants();
    await world.seconds(30);
    const root = world.app.config.dropRoot;
    expect(await readdir(join(root, 'mosan'))).toEqual(['LSC']);
    expect((await readdir(join(root, 'mosan/LSC'))).sort()).toEqual(['archive', 'files', 'in', 'out']);
    await writeFile(join(root, 'mosan/LSC/files', minutes.sha256), minutes.bytes);
    await writeFile(join(root, 'mosan/LSC/in/R-1.abandon'), '');
    await world.publishAll(today());
    expect(await readdir(join(root, 'mosan/LSC/files'))).toEqual([minutes.sha256, 'rejected'].sort());
    expect(await readdir(join(root, 'mosan/LSC/out'))).toEqual([]);
    expect(await world.published()).toBe(2);
    await change(other, 'publication_source', { state: 'suspended' }, { id: other.sourceId });
    await writeFile(join(root, 'mosan/LSC/in/R-2.xml'), await manifest({ ...today(), runRef: 'R-2' }));
    await world.seconds(60);
    expect((await readdir(join(root, 'mosan/LSC/in'))).sort()).toEqual(['R-1.abandon', 'R-2.xml']);
    await other.close();
  });

  it('deletes answers after thirty days, and nothing else [PUB-86]', async () => {
    const runRef = await world.publishAll(today());
    const days = (count: number) => new Date(world.app.clock.now().getTime() - count * 86_400_000);
    await utimes(world.at('out', `${runRef}.report.json`), days(31), days(31));
    await utimes(world.at('out', `${runRef}.report.csv`), days(29), days(29));
    await utimes(world.at('archive', `${runRef}.xml`), days(31), days(31));
    for (const [name, age] of [
      ['.old.tmp', 31],
      ['.new.tmp', 1],
      [`${invoice.sha256}.part`, 31],
    ] as const) {
      await writeFile(world.at('files', name), 'half');
      await utimes(world.at('files', name), days(age), days(age));
    }
    await world.tidy();
    expect((await readdir(world.at('files', ''))).sort()).toEqual(
      ['.new.tmp', `${invoice.sha256}.part`, 'rejected'].sort(),
    );
    expect(await world.files('out')).not.toContain(`${runRef}.report.json`);
    expect(await world.files('out')).toContain(`${runRef}.report.csv`);
    expect(await world.files('archive')).toEqual([`${runRef}.xml`]);
  });

  it('gives the log of transfers where it is kept, and only there [PUB-86]', async () => {
    await world.publishAll(today());
    expect((await world.files('out')).filter((name) => name.endsWith('.xml'))).toEqual([]);
    await change(world.ground, 'publication_settings', { transfer_log: true });
    const rows = gilbert();
    const file = pdf('nouveau');
    rows.documents.push(documentRow('D99', file));
    await world.putFiles(file);
    const runRef = await world.publishAll(world.sheet(rows));
    const log = await world.out(`${runRef}.transferts.xml`);
    expect(log).toContain(`sha256="${file.sha256}"`);
    expect(log).toContain('success="true"');
  });

  it('keeps no password in its archive [PUB-60]', async () => {
    const rows = gilbert();
    rows.parties[0] = {
      ...rows.parties[0]!,
      credentials: { login: 'pierrep', initialPassword: 'Sesame-Ouvre-Toi' },
    } as never;
    const runRef = await world.publishAll(world.sheet(rows));
    expect(await world.json(`${runRef}.report.json`)).toMatchObject({ state: 'applied' });
    expect(await world.files('archive')).toEqual([`${runRef}.xml.gz`]);
    expect(await world.archived(`${runRef}.xml.gz`)).toContain('pierrep');
    expect(await world.archived(`${runRef}.xml.gz`)).not.toContain('Sesame');
  });
});
