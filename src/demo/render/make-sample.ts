import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SECTIONS } from '../../publication/manifest/manifest.types.js';
import { headerFor, writeManifest, type RowDraft, type SectionRow } from '../../publication/manifest/write-manifest.js';
import type { Paper } from '../papers/paper.js';
import { Random } from '../random.js';
import { worldOf } from '../world/publish.js';
import type { AgencySpec, Picture, World } from '../world/types.js';
import { DemoBrowser } from './browser.js';
import { asTaken } from './camera.js';

export interface MadeSample {
  documents: number;
  files: number;
  bytes: number;
}

/** Prints every paper of an agency and writes its publication: `manifest.xml` and `files/<sha256>`. Replaces what is there. */
export async function makeSample(spec: AgencySpec, folder: string): Promise<MadeSample> {
  const world = worldOf(spec);
  const files = new SampleFiles(join(folder, 'files'));
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'files'), { recursive: true });
  const browser = await DemoBrowser.launch();
  try {
    const documents: RowDraft<'documents'>[] = [];
    for (const paper of world.papers) documents.push(await documentRow(paper, browser, files));
    const photos: RowDraft<'photos'>[] = [];
    for (const picture of world.pictures) photos.push(await photoRow(picture, browser, files));
    await writeSample(spec, world, documents, photos, folder);
    return { documents: documents.length, files: files.count, bytes: files.bytes };
  } finally {
    await browser.close();
  }
}

class SampleFiles {
  count = 0;
  bytes = 0;
  private readonly known = new Set<string>();

  constructor(private readonly folder: string) {}

  async keep(content: Buffer): Promise<{ sha256: string; bytes: number }> {
    const sha256 = createHash('sha256').update(content).digest('hex');
    if (!this.known.has(sha256)) {
      this.known.add(sha256);
      this.count += 1;
      this.bytes += content.length;
      await writeFile(join(this.folder, sha256), content);
    }
    return { sha256, bytes: content.length };
  }
}

async function documentRow(
  { html, form = 'pdf', ...paper }: Paper,
  browser: DemoBrowser,
  files: SampleFiles,
): Promise<RowDraft<'documents'>> {
  const askew = new Random(paper.ref).int(-14, 14) / 10;
  const content =
    form === 'pdf'
      ? await browser.pdf(html)
      : form === 'scanned-pdf'
        ? await browser.scannedPdf(html, askew)
        : await browser.scan(html, askew);
  const media = form === 'scan' ? 'image/jpeg' : 'application/pdf';
  return {
    withdrawn: false,
    from: paper.documentDate,
    folder: [],
    notify: false,
    origin: 'attachment',
    ...paper,
    media,
    ...(await files.keep(content)),
  };
}

async function photoRow(
  { html, place, ...picture }: Picture,
  browser: DemoBrowser,
  files: SampleFiles,
): Promise<RowDraft<'photos'>> {
  const content = await asTaken(await browser.photograph(html), picture.takenOn, place);
  return { ...picture, media: 'image/jpeg', ...(await files.keep(content)) };
}

function writeSample(
  spec: AgencySpec,
  world: World,
  documents: RowDraft<'documents'>[],
  photos: RowDraft<'photos'>[],
  folder: string,
): Promise<void> {
  const { source, runRef, generatedAt, lines } = spec;
  const header = headerFor({ source, runRef, generatedAt, lines, generator: 'LSC 7.1' }, SECTIONS);
  const rows = { ...world.rows, documents, photos };
  const items = SECTIONS.flatMap((section) => rows[section].map((row) => ({ section, row }) as SectionRow));
  return pipeline(writeManifest(header, items), createWriteStream(join(folder, 'manifest.xml')));
}
