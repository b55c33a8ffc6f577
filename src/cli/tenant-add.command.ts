import type { Command } from 'commander';
import { resolve } from 'node:path';
import { Translator } from '../platform/i18n/index.js';
import { TenantFolders } from '../provisioning/index.js';
import { WrongSheet } from '../tenants/index.js';
import { KeyRing } from './key-ring.js';
import { say } from './print.js';
import { publishBeside } from './publish-beside.js';
import { Wrong } from './wrong.js';
import { withApp } from './with-app.js';

export function tenantAdd(program: Command): void {
  program
    .command('tenant:add')
    .description('make a tenant from its folder (tenant.yaml, logo, sample publication), or bring it up to date')
    .argument('<folder>', 'for instance tenants/saurupt')
    .option('--no-publication', 'leave the sample publication out')
    .action((folder: string, options: { publication: boolean }) => add(resolve(folder), options));
}

async function add(folder: string, options: { publication: boolean }): Promise<void> {
  await withApp(async (app, config) => {
    const folders = app.get(TenantFolders);
    try {
      const { tenant, shownOnce } = options.publication
        ? await folders.add(folder, ({ sheet, folder: sample, key }) =>
            publishBeside({ config, app, sheet, folder: sample, key }),
          )
        : await folders.provision(folder);
      say(`${tenant.name}: ${config.publicUrl(tenant.domain)} (${tenant.state})`);
      const translator = app.get(Translator);
      for (const { what, of, value } of shownOnce) {
        say(`  ${translator.say('en', `tenants:once.${what}`, { of })} ${value}`);
        if (what === 'source-key') await KeyRing.of(config).keep(tenant.domain, of, value);
      }
    } catch (error) {
      if (error instanceof WrongSheet) throw new Wrong(describe(error, app.get(Translator)));
      throw error;
    }
  });
}

function describe({ file, problems }: WrongSheet, translator: Translator): string {
  const lines = problems.map(({ path, sentence, line }) => {
    const words = translator.has(sentence) ? translator.say('en', sentence) : sentence;
    return `  ${file}${line ? `:${line}` : ''}  ${path.length > 0 ? `${path.join('.')}: ` : ''}${words}`;
  });
  return ['The sheet is wrong; nothing was done:', ...lines].join('\n');
}
