import { type Command, Option } from 'commander';
import { resolve } from 'node:path';
import type { Config } from '../platform/config/index.js';
import { findRunning } from '../boot/running-file.js';
import { configHere } from './config-here.js';
import { KeyRing } from './key-ring.js';
import { say } from './print.js';
import { PublicationApi, Refused } from './publish/publication-api.js';
import { reportRun } from './publish/report-run.js';
import { type SendOptions, sendPublication } from './publish/send-publication.js';
import { sourceOf } from './publish/source-of.js';
import { Wrong } from './wrong.js';

interface Options extends SendOptions {
  tenant: string;
  url?: string;
  key?: string;
  source?: string;
}

export function publish(program: Command): void {
  program
    .command('publish')
    .description('send a publication (manifest.xml and its files) by the publication API')
    .argument(
      '<folder>',
      'holds manifest.xml or manifest.xml.gz; files are found by their digest, wherever they lie in it',
    )
    .requiredOption('--tenant <domain>', 'label of the tenant')
    .option(
      '--url <address>',
      'of the tenant, e.g. https://saurupt.crypto-extranet.com; the instance of this machine when absent',
    )
    .addOption(
      new Option('--key <key>', 'of the source; those given on this machine are remembered').env('EXTRANET_KEY'),
    )
    .option('--source <code>', 'of which to take the remembered key; the one the manifest names when absent')
    .option('--simulate', 'check only', false)
    .option('--replace', 'abandon the open run of the source first', false)
    .option('--allow-missing', 'publish without the files that cannot be found', false)
    .action((folder: string, options: Options) => send(resolve(folder), options));
}

async function send(folder: string, options: Options): Promise<void> {
  const config = configHere();
  const address = options.url ?? (await addressHere(config, options.tenant));
  const source = options.source ?? (await sourceOf(folder));
  const key = options.key ?? (await KeyRing.of(config).find(options.tenant, source));
  if (!key) throw new Wrong(`No key is remembered for source ${source} of ${options.tenant}: give --key`);
  const sent = await sendPublication(new PublicationApi(address, key), folder, options, say).catch((error: unknown) => {
    throw inWords(error, address);
  });
  if (!reportRun(sent, options.simulate, say)) process.exitCode = 1;
}

async function addressHere(config: Config, domain: string): Promise<string> {
  if (!config.embeddedDatabase) return config.publicUrl(domain);
  const running = await findRunning(config.dataDir);
  if (!running || running.port === 0)
    throw new Wrong('No instance is running here: start one (npm start), or give --url');
  return config.with({ PORT: running.port }).publicUrl(domain);
}

/** Refusals of the server and silence of the network are said without a stack. */
function inWords(error: unknown, address: string): unknown {
  if (error instanceof Refused) return new Wrong(`${address} refused: ${error.message}`);
  const { code } = error as NodeJS.ErrnoException;
  return code
    ? new Wrong(`${address} cannot be reached, or a file cannot be read: ${(error as Error).message}`)
    : error;
}
