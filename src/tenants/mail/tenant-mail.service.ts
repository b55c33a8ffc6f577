import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Audit } from '../../platform/audit/index.js';
import { context } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { InvalidInput } from '../../platform/errors/index.js';
import { MailAccounts, Messages, type RegisterEntry, TRIAL_EMAIL } from '../../platform/mail/index.js';
import { mayKeepPassword, smtpServerOf, type SmtpServer, smtpUrl } from '../domain/smtp-address.js';
import { inTenant } from '../in-tenant.js';
import { Tenants } from '../tenants.service.js';
import type { MailAccountForm } from './mail-account.schema.js';

const TRIAL_WAITS_MS = 12_000;
const LOOKED_AT_EVERY_MS = 200;

/** The server that carries a tenant's messages; its password is never given back. */
export type ShownAccount = SmtpServer & { sender: string; own: boolean };

@Injectable()
export class TenantMail {
  constructor(
    private readonly tenants: Tenants,
    private readonly accounts: MailAccounts,
    private readonly messages: Messages,
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /** null: no server at all. */
  async account(domain: string): Promise<ShownAccount | null> {
    const current = await this.within(domain, () => this.accounts.current());
    if (!current) return null;
    const { password: _password, ...server } = smtpServerOf(current.url);
    return { ...server, sender: current.sender, own: current.own };
  }

  /** @throws InvalidInput at `password` when it must be typed again, at `host` when that server may not be */
  async save(domain: string, { password: typed, sender, ...server }: MailAccountForm): Promise<void> {
    await this.within(domain, async () => {
      const password = typed || server.user === '' ? typed : await this.formerPassword(server);
      await this.work.write(async () => {
        await this.accounts.save(smtpUrl(server, password), sender).catch((error: unknown) => {
          throw error instanceof InvalidInput ? atHost(error) : error;
        });
        await this.audit.record({ action: 'mail.account', details: { ...server, sender } });
      });
    });
  }

  /** Back to the host's server. */
  async forget(domain: string): Promise<void> {
    await this.within(domain, () =>
      this.work.write(async () => {
        await this.accounts.forget();
        await this.audit.record({ action: 'mail.account-forget' });
      }),
    );
  }

  /** Sends a trial by the same way as any message, and waits a little for what becomes of it. */
  async tryOut(domain: string, address: string): Promise<RegisterEntry | null> {
    const concerns = { kind: 'trial', id: randomUUID() };
    const { viewer } = context();
    const author = viewer.kind === 'nobody' ? '' : viewer.name;
    return this.within(domain, async () => {
      await this.work.write(async () => {
        await this.messages.send(TRIAL_EMAIL, { address }, { author }, { concerns });
        await this.audit.record({ action: 'mail.trial' });
      });
      for (let waited = 0; waited < TRIAL_WAITS_MS; waited += LOOKED_AT_EVERY_MS) {
        await pause(LOOKED_AT_EVERY_MS);
        const [entry] = await this.messages.register({ concerns, limit: 1 });
        if (entry && isOver(entry)) return entry;
      }
      return null;
    });
  }

  private async formerPassword(wished: SmtpServer): Promise<string> {
    const current = await this.accounts.current();
    if (!current?.own) throw InvalidInput.at('password', 'tenant-mails:error.password');
    const { password, ...former } = smtpServerOf(current.url);
    if (!mayKeepPassword(former, wished)) throw InvalidInput.at('password', 'tenant-mails:error.password-again');
    return password;
  }

  private async within<T>(domain: string, work: () => Promise<T>): Promise<T> {
    return inTenant(await this.tenants.byDomain(domain), work);
  }
}

/** A try that failed and will be made again has said why. */
function isOver({ state, lastError }: RegisterEntry): boolean {
  return state !== 'sending' && (state !== 'queued' || lastError !== null);
}

function atHost(error: InvalidInput): InvalidInput {
  return new InvalidInput(error.fields.map((one) => ({ ...one, field: 'host' })));
}
