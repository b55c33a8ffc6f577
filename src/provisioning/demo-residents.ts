import { Injectable } from '@nestjs/common';
import { ResidentPasswords } from '../identity/index.js';
import { sql, UnitOfWork } from '../platform/database/index.js';
import type { TenantSheet } from '../tenants/index.js';
import { DEMO_PASSWORD } from './demo-password.js';

/** Brings residents of a demo tenant past their first sign-in; those left `provisional` keep the password of the manifest. */
@Injectable()
export class DemoResidents {
  constructor(
    private readonly work: UnitOfWork,
    private readonly passwords: ResidentPasswords,
  ) {}

  /** @throws naming the logins that no publication has made */
  async bring(residents: TenantSheet['residents']): Promise<void> {
    const wished = residents.map(({ login }) => login);
    const made = await this.work.read((query) =>
      query<{ id: string; login: string; state: string }>(
        sql`SELECT id, login, state FROM resident_login WHERE login = ANY (${wished})`,
      ),
    );
    const byLogin = new Map(made.map((login) => [login.login, login]));
    const absent = wished.filter((login) => !byLogin.has(login));
    if (absent.length > 0) throw new Error(`No such residents: ${absent.join(', ')}`);
    for (const { login, demo } of residents) {
      const found = byLogin.get(login);
      if (found?.state === 'initial' && demo === 'personal') await this.passwords.personalise(found.id, DEMO_PASSWORD);
    }
  }
}
