import type { Command } from 'commander';
import { randomBytes } from 'node:crypto';
import { Operators } from '../identity/index.js';
import { Audit } from '../platform/audit/index.js';
import { Conflict } from '../platform/errors/index.js';
import { say } from './print.js';
import { Wrong } from './wrong.js';
import { withApp } from './with-app.js';

export function operatorAdd(program: Command): void {
  program
    .command('operator:add')
    .description("give someone access to the operator's console")
    .argument('<login>')
    .option('--name <name>', 'as shown in the registers')
    .option('--email <address>')
    .action((login: string, options: { name?: string; email?: string }) =>
      withApp(async (app, config) => {
        const password = randomBytes(15).toString('base64url');
        try {
          await app.get(Operators).add({ login, name: options.name ?? login, password, email: options.email });
        } catch (error) {
          if (error instanceof Conflict) throw new Wrong(`The login ${login} is taken`);
          throw error;
        }
        await app.get(Audit).record({ action: 'operators.add', subject: { kind: 'operator', id: login } });
        say(`${config.publicUrl()}/connexion`);
        say(`  login     ${login}`);
        say(`  password  ${password}   (shown once)`);
      }),
    );
}
