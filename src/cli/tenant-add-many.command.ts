import { type Command, InvalidArgumentError } from 'commander';
import { Provisioning, type TenantSheet } from '../tenants/index.js';
import { manySheets } from './many-sheets.js';
import { say } from './print.js';
import { withApp } from './with-app.js';

const AT_ONCE = 4;

export function tenantAddMany(program: Command): void {
  program
    .command('tenant:add-many')
    .description('make many empty tenants, for measurements')
    .requiredOption('--count <n>', 'how many', wholeNumber)
    .option('--prefix <label>', 'their domains begin with it', 'mesure')
    .action((options: { count: number; prefix: string }) =>
      withApp(async (app) => {
        const started = performance.now();
        await provisionAll(app.get(Provisioning), manySheets(options.prefix, options.count));
        const seconds = (performance.now() - started) / 1_000;
        say(`${options.count} tenants in ${seconds.toFixed(1)} s (${(options.count / seconds).toFixed(0)} a second)`);
      }),
    );
}

async function provisionAll(provisioning: Provisioning, sheets: Iterable<TenantSheet>): Promise<void> {
  const waiting = sheets[Symbol.iterator]();
  const next = async () => {
    for (let one = waiting.next(); !one.done; one = waiting.next()) await provisioning.provision(one.value);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1 || value > 100_000)
    throw new InvalidArgumentError('a number from 1 to 100,000');
  return value;
}
