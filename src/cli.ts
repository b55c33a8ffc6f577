import { Command, CommanderError } from 'commander';
import { Wrong } from './cli/wrong.js';
import { ConfigError } from './platform/config/index.js';

type Register = (program: Command) => void;

/** Each command with its module: only the one asked for is loaded, `--help` loads them all. */
const jobs = async () => (await import('./cli/jobs.command.js')).jobs;
const migrate = async () => (await import('./cli/migrate.command.js')).migrate;
const COMMANDS: Record<string, () => Promise<Register>> = {
  'tenant:add': async () => (await import('./cli/tenant-add.command.js')).tenantAdd,
  'tenant:list': async () => (await import('./cli/tenant-list.command.js')).tenantList,
  'tenant:add-many': async () => (await import('./cli/tenant-add-many.command.js')).tenantAddMany,
  'operator:add': async () => (await import('./cli/operator-add.command.js')).operatorAdd,
  publish: async () => (await import('./cli/publish.command.js')).publish,
  'demo:generate': async () => (await import('./cli/demo-generate.command.js')).demoGenerate,
  migrate,
  'migrate:down': migrate,
  'jobs:dead': jobs,
  'jobs:retry': jobs,
};

async function main([asked = '']: string[]): Promise<void> {
  const program = new Command('npm run cli --').description("the operator's commands").exitOverride();
  const chosen = COMMANDS[asked];
  for (const load of new Set(chosen ? [chosen] : Object.values(COMMANDS))) (await load())(program);
  await program.parseAsync();
}

let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = true;
    // A command that opened nothing has nobody else to stop it.
    if (process.listenerCount(signal) === 1) process.exit(130);
  });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  // What fails because it was told to stop is no news.
  if (interrupted) return;
  if (error instanceof CommanderError) process.exit(error.exitCode);
  const plain = error instanceof Wrong || error instanceof ConfigError;
  process.stderr.write(
    `${plain ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});
