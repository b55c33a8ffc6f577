import type { INestApplicationContext } from '@nestjs/common';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KeyRing } from '../cli/key-ring.js';
import { PublicationApi } from '../cli/publish/publication-api.js';
import { sendPublication } from '../cli/publish/send-publication.js';
import { Operators } from '../identity/index.js';
import type { Config } from '../platform/config/index.js';
import { runInContext } from '../platform/context/index.js';
import { sql, UnitOfWork } from '../platform/database/index.js';
import { PROJECT_ROOT } from '../platform/project-root.js';
import { DEMO_PASSWORD, TenantFolders } from '../provisioning/index.js';
import { readSheet, type TenantSheet } from '../tenants/index.js';

const AS_SENT = { simulate: false, replace: true, allowMissing: false };

/** The folders of `tenants/`, in order. */
export async function demoFolders(): Promise<string[]> {
  const entries = await readdir(join(PROJECT_ROOT, 'tenants'), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(join(entry.parentPath, entry.name, 'tenant.yaml')))
    .map((entry) => join(PROJECT_ROOT, 'tenants', entry.name))
    .sort();
}

export async function demoSheets(): Promise<TenantSheet[]> {
  return Promise.all((await demoFolders()).map(readSheet));
}

export const DEMO_OPERATOR = 'operateur';
const UNFINISHED = 'demo-unfinished';

/** Whether the demo is still to be loaded: into an empty database, or again after a start that was killed meanwhile. */
export async function wantsDemo(app: INestApplicationContext, { dataDir }: Config): Promise<boolean> {
  const [row] = await app
    .get(UnitOfWork)
    .operatorRead((query) => query<{ any: boolean }>(sql`SELECT EXISTS (SELECT FROM platform.tenant) AS "any"`));
  return !row?.any || existsSync(join(dataDir, UNFINISHED));
}

/**
 * Provisions the demo tenants and publishes their samples by the API, as any program would. `addressOf` gives the address at which a
 * tenant answers now.
 */
export async function loadDemo(
  app: INestApplicationContext,
  config: Config,
  addressOf: (domain: string) => string,
): Promise<void> {
  const folders = app.get(TenantFolders);
  const operators = app.get(Operators);
  const keys = KeyRing.of(config);
  await mkdir(config.dataDir, { recursive: true });
  await writeFile(join(config.dataDir, UNFINISHED), '');
  for (const folder of await demoFolders()) {
    await runInContext({ requestId: 'demo' }, () =>
      folders.add(folder, async ({ sheet, folder: sample, key: given }) => {
        const source = sheet.publication?.source ?? '';
        if (given) await keys.keep(sheet.domain, source, given);
        const key = given ?? (await keys.find(sheet.domain, source));
        if (!key) throw new Error(`The key of source ${source} of ${sheet.domain} is lost`);
        const { run } = await sendPublication(
          new PublicationApi(addressOf(sheet.domain), key),
          sample,
          AS_SENT,
          () => undefined,
        );
        if (run.state !== 'applied') throw new Error(`The sample publication of ${sheet.domain} is ${run.state}`);
      }),
    );
  }
  if (!(await operators.isThereAny())) {
    await operators.add({ login: DEMO_OPERATOR, name: 'Opérateur de démonstration', password: DEMO_PASSWORD });
  }
  await rm(join(config.dataDir, UNFINISHED));
}
