import { Injectable } from '@nestjs/common';
import { Config } from '../config/index.js';
import { currentTenant } from '../context/index.js';
import { sql, UnitOfWork } from '../database/index.js';
import { InvalidInput } from '../errors/index.js';
import { isPublicHost } from './public-host.js';
import { SealedSecrets } from './sealed-secrets.js';

/** A mail server and the address messages come from there. */
export interface MailAccount {
  url: string;
  sender: string;
  /** The tenant's own, or the host's, shared by all. */
  own: boolean;
}

/** Which mail server carries the tenant's messages: his own if he gave one, else the host's, else none. */
@Injectable()
export class MailAccounts {
  constructor(
    private readonly work: UnitOfWork,
    private readonly config: Config,
    private readonly seals: SealedSecrets,
  ) {}

  async current(): Promise<MailAccount | null> {
    const [own] = await this.work.read((query) =>
      query<{ sealedUrl: Buffer; sender: string }>(sql`SELECT sealed_url AS "sealedUrl", sender FROM mail_account`),
    );
    if (own) return { url: this.seals.open<string>(own.sealedUrl, currentTenant().id), sender: own.sender, own: true };
    const { SMTP_URL, MAIL_FROM } = this.config.env;
    return SMTP_URL ? { url: SMTP_URL, sender: MAIL_FROM ?? '', own: false } : null;
  }

  /** @throws InvalidInput at `url` when it names no mail server of the public Internet */
  async save(url: string, sender: string): Promise<void> {
    if (!URL.canParse(url) || !/^smtps?:\/\/[^/]+/.test(url)) throw InvalidInput.at('url', 'mail:not-a-server');
    if (!(await this.allowed(url))) throw InvalidInput.at('url', 'mail:private-server');
    const sealed = this.seals.seal(url, currentTenant().id);
    await this.work.write(({ query }) =>
      query(sql`
        INSERT INTO mail_account (sealed_url, sender) VALUES (${sealed}, ${sender})
        ON CONFLICT (tenant_id) DO UPDATE SET sealed_url = excluded.sealed_url, sender = excluded.sender, changed_at = now()`),
    );
  }

  /** Back to the host's. */
  async forget(): Promise<void> {
    await this.work.write(({ query }) => query(sql`DELETE FROM mail_account`));
  }

  /** A tenant's server must not be a way into the host's own network; on a developer's machine everything is. */
  async allowed(url: string): Promise<boolean> {
    return !this.config.production || isPublicHost(new URL(url).hostname);
  }
}
