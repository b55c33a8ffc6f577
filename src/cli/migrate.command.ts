import { type Command, InvalidArgumentError } from 'commander';
import { join } from 'node:path';
import { migrateDown, migrateUp } from '../platform/database/index.js';
import { PROJECT_ROOT } from '../platform/project-root.js';
import { configHere } from './config-here.js';
import { connect } from './connect.js';
import { say } from './print.js';

const MIGRATIONS = join(PROJECT_ROOT, 'migrations');

export function migrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the schema of the database up to date')
    .action(() =>
      onSchema(async (ownerUrl) => report(await migrateUp(ownerUrl, MIGRATIONS), 'The schema is up to date.')),
    );

  program
    .command('migrate:down')
    .description('undo the last migrations')
    .argument('[count]', 'how many', countOf, 1)
    .action((count: number) =>
      onSchema(async (ownerUrl) =>
        report(await migrateDown(ownerUrl, MIGRATIONS, count), 'There is nothing to undo.', 'undone: '),
      ),
    );
}

/** Where the application role has no database yet, its owner's address is enough. */
async function onSchema(work: (ownerUrl: string) => Promise<void>): Promise<void> {
  const given = configHere();
  if (given.env.DATABASE_OWNER_URL) return work(given.env.DATABASE_OWNER_URL);
  const { config, close } = await connect(given);
  try {
    await work(config.env.DATABASE_OWNER_URL ?? '');
  } finally {
    await close();
  }
}

function report(names: string[], nothing: string, label = ''): void {
  for (const name of names) say(`${label}${name}`);
  if (names.length === 0) say(nothing);
}

function countOf(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError('a whole number from 1');
  return count;
}
