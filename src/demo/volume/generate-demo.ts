import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { ManifestHeader, Section } from '../../publication/manifest/manifest.types.js';
import { headerFor, writeManifest, type SectionRow } from '../../publication/manifest/write-manifest.js';
import { Random } from '../random.js';
import { accountRows } from './account-rows.js';
import { demoFiles, documentRows, type DemoFile } from './documents.js';
import { planOf, type VolumePlan, type Volumes } from './plan.js';
import { portfolioRows } from './portfolio-rows.js';

export interface DemoOptions extends Volumes {
  /** The same seed makes the same manifest, byte for byte. */
  seed: number;
  /** Folder made to hold `manifest.xml` (or `manifest.xml.gz`) and `files/<sha256>`. */
  out: string;
  gzip?: boolean;
  source?: string;
  runRef?: string;
  generatedAt?: Date;
}

export interface GeneratedDemo extends Volumes {
  manifest: string;
  accounts: number;
  files: number;
}

const SECTIONS_IN_SCOPE: Section[] = [
  'entities',
  'binders',
  'parties',
  'buildings',
  'lots',
  'accounts',
  'expenses',
  'worksFunds',
  'documents',
];

/** Makes an agency of any size as a publication folder, in memory that does not grow with it. */
export async function generateDemo(options: DemoOptions): Promise<GeneratedDemo> {
  const plan = planOf(options);
  const random = new Random(`demo ${options.seed}`);
  const files = demoFiles();
  await mkdir(join(options.out, 'files'), { recursive: true });
  const used = await writeFiles(join(options.out, 'files'), files);
  const manifest = join(options.out, options.gzip ? 'manifest.xml.gz' : 'manifest.xml');
  const xml = writeManifest(headerOf(options, plan), demoRows(plan, random, files));
  const file = createWriteStream(manifest);
  await (options.gzip ? pipeline(xml, createGzip(), file) : pipeline(xml, file));
  const { buildings, lots, entries, documents, accounts } = plan;
  return { manifest, buildings, lots, entries, documents, accounts, files: used };
}

export function* demoRows(plan: VolumePlan, random: Random, files: Map<string, DemoFile[]>): Generator<SectionRow> {
  yield* portfolioRows(plan, random);
  yield* accountRows(plan, random);
  for (const row of documentRows(plan, random, files)) yield { section: 'documents', row };
}

function headerOf(options: DemoOptions, plan: VolumePlan): ManifestHeader {
  const lines = [...new Set(plan.plans.map(({ line }) => line))].sort();
  const {
    seed,
    source = 'LSC-DEMO',
    runRef = `demo-${seed}`,
    generatedAt = new Date('2026-11-20T19:00:00Z'),
  } = options;
  return headerFor({ source, runRef, generatedAt, lines, generator: 'demo:generate' }, SECTIONS_IN_SCOPE);
}

async function writeFiles(folder: string, files: Map<string, DemoFile[]>): Promise<number> {
  const distinct = new Map([...files.values()].flat().map((file) => [file.sha256, file.bytes]));
  for (const [sha256, bytes] of distinct) await writeFile(join(folder, sha256), bytes);
  return distinct.size;
}
