import { Injectable, Logger } from '@nestjs/common';
import { runInContext } from '../../platform/context/index.js';
import { type Tenant, TenantDirectory } from '../../platform/tenancy/index.js';
import { couldBeSourceKey, hashSourceKey } from '../sources/source-key.js';
import { type Source, Sources } from '../sources/sources.service.js';
import { sshFingerprint } from '../sources/ssh-public-key.js';
import { parseSenderName } from './domain/sender-name.js';
import { type Refusal, refusalOf } from './domain/welcome.js';
import { Guesses } from './guesses.js';
import { SftpKeys } from './sftp-keys.service.js';

type Credential = { kind: 'key'; hash: Buffer } | { kind: 'ssh-key'; fingerprint: string };

/** A source that came in by SFTP, from where, and by what. */
export interface Sender {
  tenant: Tenant;
  source: Source;
  address: string;
  credential: Credential;
}

type Found = { source: Source; keyId: string | null } | null;
export type Admission = { sender: Sender } | { refusal: Refusal };

/** Who may come in by SFTP: the keys of the API, and registered public keys. Every refusal looks the same to who is refused. */
@Injectable()
export class Gatekeeper {
  private readonly log = new Logger('sftp');
  private readonly guesses = new Guesses();

  constructor(
    private readonly tenants: TenantDirectory,
    private readonly sources: Sources,
    private readonly keys: SftpKeys,
  ) {}

  async byPassword(user: string, password: string, address: string): Promise<Admission> {
    const account = user.toLowerCase().slice(0, 100);
    if (await this.guesses.areTooMany(address, account)) return this.refused(user, address, 'throttled');
    const admission = await this.admit(user, address, { kind: 'key', hash: hashSourceKey(password) }, password);
    if ('refusal' in admission && admission.refusal === 'credentials') await this.guesses.count(address, account);
    return admission;
  }

  /** `signed`: the key has been shown to be held; otherwise the client only asks whether to try it. */
  async byPublicKey(user: string, blob: Buffer, address: string, signed: boolean): Promise<Admission> {
    const fingerprint = sshFingerprint(blob);
    const admission = await this.admit(user, address, { kind: 'ssh-key', fingerprint });
    if (signed && 'sender' in admission) await this.noteUse(admission.sender);
    return admission;
  }

  /** Whether who came in may still be there: a key may have been renewed or removed, a source suspended, networks changed. */
  async isStillWelcome({ tenant, source, address, credential }: Sender): Promise<boolean> {
    const now = await this.tenants.byLabel(tenant.domain);
    if (!now) return false;
    const found = await this.inTenant(now, address, () => this.find(source.code, credential));
    return found !== null && refusalOf(found.source, { address, features: now.features }) === null;
  }

  inTenant<T>(tenant: Tenant, address: string, work: () => T): T {
    return runInContext({ requestId: 'sftp', tenant, locale: tenant.locale ?? 'fr', address }, work);
  }

  private async admit(user: string, address: string, credential: Credential, password?: string): Promise<Admission> {
    const name = parseSenderName(user);
    const possible = name !== null && (password === undefined || couldBeSourceKey(password));
    const tenant = possible ? await this.tenants.byLabel(name.domain) : null;
    if (!name || !tenant) return this.refused(user, address, 'credentials');
    const found = await this.inTenant(tenant, address, () => this.find(name.source, credential));
    const refusal = found ? refusalOf(found.source, { address, features: tenant.features }) : 'credentials';
    if (!found || refusal) return this.refused(user, address, refusal ?? 'credentials');
    return { sender: { tenant, source: found.source, address, credential } };
  }

  private async find(code: string, credential: Credential): Promise<Found> {
    if (credential.kind === 'ssh-key') {
      const known = await this.keys.find(code, credential.fingerprint);
      return known && { source: known.source, keyId: known.id };
    }
    const source = await this.sources.byKeyHash(credential.hash);
    return source?.code === code ? { source, keyId: null } : null;
  }

  private async noteUse({ tenant, address, source, credential }: Sender): Promise<void> {
    await this.inTenant(tenant, address, async () => {
      const found = await this.find(source.code, credential);
      if (found?.keyId) await this.keys.used(found.keyId);
    });
  }

  private refused(user: string, address: string, refusal: Refusal): Admission {
    this.log.warn(`${JSON.stringify(user.slice(0, 100))} refused from ${address}: ${refusal}`);
    return { refusal };
  }
}
