import { Command, CommanderError } from 'commander';
import { demoGenerate } from './cli/demo-generate.command.js';
import { jobs } from './cli/jobs.command.js';
import { migrate } from './cli/migrate.command.js';
import { operatorAdd } from './cli/operator-add.command.js';
import { publish } from './cli/publish.command.js';
import { tenantAdd } from './cli/tenant-add.command.js';
import { tenantAddMany } from './cli/tenant-add-many.command.js';
import { tenantList } from './cli/tenant-list.command.js';
import { Wrong } from './cli/wrong.js';
import { ConfigError } from './platform/config/index.js';

const program = new Command('npm run cli --').description("the operator's commands").exitOverride();
for (const add of [tenantAdd, tenantList, tenantAddMany, operatorAdd, publish, demoGenerate, migrate, jobs])
  add(program);

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) process.exit(error.exitCode);
  const plain = error instanceof Wrong || error instanceof ConfigError;
  process.stderr.write(
    `${plain ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});
