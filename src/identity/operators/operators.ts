import { Injectable } from '@nestjs/common';
import { Passwords } from '../../platform/auth/index.js';
import { Clock } from '../../platform/clock/index.js';
import { context } from '../../platform/context/index.js';
import { sql, UnitOfWork } from '../../platform/database/index.js';
import { Conflict, InvalidInput } from '../../platform/errors/index.js';
import { foldedLogin } from '../domain/provisional-password.js';
import { hoursAfter, OPERATOR_TERMS } from '../domain/session-terms.js';
import { newToken, tokenHash } from '../sessions/token.js';
import type { Browser, LetIn } from '../sign-in/sign-in.types.js';
import { Throttle } from '../sign-in/throttle.service.js';

/** Those who run the host: made from the command line, they sign in at the apex. */
@Injectable()
export class Operators {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly throttle: Throttle,
  ) {}

  /** @returns the id @throws Conflict when the login is taken */
  async add(given: { login: string; name: string; password: string; email?: string }): Promise<string> {
    const hash = await this.passwords.hash(given.password);
    const [made] = await this.work.operatorWrite(({ query }) =>
      query<{ id: string }>(sql`
        INSERT INTO platform.operator (login, name, email, password_hash)
        VALUES (${foldedLogin(given.login)}, ${given.name}, ${given.email ?? null}, ${hash})
        ON CONFLICT (login) DO NOTHING RETURNING id`),
    );
    if (!made) throw new Conflict('identity:staff.login-taken');
    return made.id;
  }

  async isThereAny(): Promise<boolean> {
    const rows = await this.work.operatorRead((query) => query(sql`SELECT FROM platform.operator LIMIT 1`));
    return rows.length > 0;
  }

  /** @throws InvalidInput with the same sentence whatever is wrong */
  async signIn(typedLogin: string, password: string, browser: Browser): Promise<LetIn> {
    const login = foldedLogin(typedLogin);
    const attempt = await this.throttle.admit(`operator:${login}`);
    const [operator] = await this.work.operatorRead((query) =>
      query<{ id: string; hash: string }>(
        sql`SELECT id, password_hash AS hash FROM platform.operator WHERE login = ${login} AND disabled_at IS NULL`,
      ),
    );
    const right = await this.passwords.matches(password, operator?.hash);
    if (!operator || !right) throw InvalidInput.at('login', 'identity:sign-in.wrong');
    await this.throttle.forgive(attempt);
    return { token: await this.open(operator.id, browser), next: 'nothing' };
  }

  async signOut(token: string): Promise<void> {
    await this.work.single(sql`DELETE FROM platform.operator_session WHERE token_hash = ${tokenHash(token)}`);
  }

  /** Called by the clock. */
  async sweep(): Promise<void> {
    await this.work.single(sql`DELETE FROM platform.operator_session WHERE ends_at < ${this.clock.now()}`);
  }

  private async open(operatorId: string, { userAgent, sessionToken }: Browser): Promise<string> {
    const { token, hash } = newToken();
    const now = this.clock.now();
    await this.work.operatorWrite(async ({ query }) => {
      if (sessionToken)
        await query(sql`DELETE FROM platform.operator_session WHERE token_hash = ${tokenHash(sessionToken)}`);
      await query(sql`UPDATE platform.operator SET last_sign_in_at = ${now} WHERE id = ${operatorId}`);
      await query(sql`
        INSERT INTO platform.operator_session (token_hash, operator_id, created_at, seen_at, ends_at, idle_minutes, address, user_agent)
        VALUES (${hash}, ${operatorId}, ${now}, ${now}, ${hoursAfter(now, OPERATOR_TERMS.hours)}, ${OPERATOR_TERMS.idleMinutes},
          ${context().address?.replace(/%.*$/, '') ?? null}::inet, ${userAgent?.slice(0, 300) ?? null})`);
    });
    return token;
  }
}
