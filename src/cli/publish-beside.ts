import type { INestApplicationContext } from '@nestjs/common';
import type { Config } from '../platform/config/index.js';
import type { TenantSheet } from '../tenants/index.js';
import { KeyRing } from './key-ring.js';
import { say } from './print.js';
import { PublicationApi } from './publish/publication-api.js';
import { reportRun } from './publish/report-run.js';
import { sendPublication } from './publish/send-publication.js';
import { servedBy } from './served-by.js';
import { Wrong } from './wrong.js';

export interface Sample {
  config: Config;
  app: INestApplicationContext;
  sheet: TenantSheet;
  folder: string;
  /** Just given; the remembered one when null. */
  key: string | null;
}

/** Publishes the sample of a tenant being provisioned, by the API of the running instance or of one opened for it. */
export async function publishBeside({ config, app, sheet, folder, key }: Sample): Promise<void> {
  const source = sheet.publication?.source ?? '';
  const known = key ?? (await KeyRing.of(config).find(sheet.domain, source));
  if (!known)
    throw new Wrong(
      `The key of source ${source} of ${sheet.domain} is not known here: publish with --key, or use --no-publication`,
    );
  if (key) await KeyRing.of(config).keep(sheet.domain, source, key);
  await servedBy({ config, app, domain: sheet.domain }, async (address) => {
    const sent = await sendPublication(
      new PublicationApi(address, known),
      folder,
      { simulate: false, replace: true, allowMissing: false },
      say,
    );
    if (!reportRun(sent, false, say)) throw new Wrong(`The sample publication of ${sheet.domain} was not applied`);
  });
}
