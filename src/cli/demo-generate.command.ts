import { type Command, InvalidArgumentError } from 'commander';
import { resolve } from 'node:path';
import { generateDemo } from '../demo/index.js';
import { say } from './print.js';

interface Options {
  buildings: number;
  lots: number;
  entries: number;
  documents: number;
  out: string;
  seed: number;
  source: string;
  runRef?: string;
  generatedAt?: Date;
  gzip: boolean;
}

export function demoGenerate(program: Command): void {
  program
    .command('demo:generate')
    .description('write a publication of any size: a manifest and its files, the same for the same seed')
    .requiredOption('--out <folder>', 'made when it is not there')
    .option('--buildings <n>', 'how many', count, 40)
    .option('--lots <n>', 'how many', count, 1_200)
    .option('--entries <n>', 'of accounts', count, 100_000)
    .option('--documents <n>', 'how many', count, 10_000)
    .option('--seed <n>', 'another seed makes another portfolio', count, 1)
    .option('--source <code>', 'of the publication', 'LSC-DEMO')
    .option('--run-ref <ref>', 'of the run; made of the seed when absent')
    .option('--generated-at <instant>', 'later than that of the last applied publication', instant)
    .option('--gzip', 'write manifest.xml.gz', false)
    .action(async (options: Options) => {
      const started = performance.now();
      const made = await generateDemo({ ...options, out: resolve(options.out) });
      const { buildings, lots, entries, documents } = made;
      say(
        `${buildings} buildings, ${lots} lots, ${entries} entries, ${documents} documents in ${seconds(started)} s: ${resolve(options.out)}`,
      );
    });
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1_000).toFixed(1);
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('a whole number');
  return value;
}

function instant(text: string): Date {
  const value = new Date(text);
  if (Number.isNaN(value.getTime())) throw new InvalidArgumentError('an instant, e.g. 2026-11-20T20:00:00Z');
  return value;
}
