import { type Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { Jobs } from '../platform/jobs/index.js';
import { say, table } from './print.js';
import { withApp } from './with-app.js';

const SHOWN = 100;

export function jobs(program: Command): void {
  program
    .command('jobs:dead')
    .description('list the jobs that were given up')
    .action(() =>
      withApp(async (app) => {
        const letters = await app.get(Jobs).deadLetters({ limit: SHOWN });
        const rows = letters.map(({ id, tenantDomain, kind, attempts, finishedAt, lastError }) => [
          id,
          tenantDomain ?? '–',
          kind,
          String(attempts),
          finishedAt.toISOString(),
          (lastError ?? '').split('\n')[0] ?? '',
        ]);
        table(['id', 'tenant', 'kind', 'attempts', 'given up', 'last error'], rows);
        say(letters.length === SHOWN ? `The newest ${SHOWN} are shown.` : `${letters.length} jobs`);
      }),
    );

  program
    .command('jobs:retry')
    .description('give jobs another round of attempts')
    .argument('[id...]', 'as listed by jobs:dead', identifiers, [])
    .option('--all', 'every one of them')
    .action((ids: string[], options: { all?: boolean }) =>
      withApp(async (app) => {
        const service = app.get(Jobs);
        const chosen = options.all ? (await service.deadLetters({ limit: 10_000 })).map(({ id }) => id) : ids;
        for (const id of chosen) await service.retry(id);
        say(`${chosen.length} jobs will be tried again`);
      }),
    );
}

function identifiers(text: string, former: string[]): string[] {
  if (!z.uuid().safeParse(text).success) throw new InvalidArgumentError('not an identifier of jobs:dead');
  return [...former, text];
}
