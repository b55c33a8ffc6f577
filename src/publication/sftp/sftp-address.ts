import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { HostKey } from './host-key.js';

export interface SftpAddress {
  host: string;
  port: number;
  user: string;
  /** `SHA256:…` of the host; null where another process holds the key. */
  fingerprint: string | null;
}

/** What a sender must be told to come in by SFTP. */
@Injectable()
export class SftpAddresses {
  constructor(
    private readonly config: Config,
    private readonly hostKey: HostKey,
  ) {}

  /** null where the door stays shut. */
  async of(source: string): Promise<SftpAddress | null> {
    const { SFTP_PORT, SFTP_PUBLIC_PORT, BASE_DOMAIN } = this.config.env;
    const port = SFTP_PUBLIC_PORT ?? SFTP_PORT;
    if (port === undefined) return null;
    const { domain } = currentTenant();
    const fingerprint = await this.hostKey.fingerprint();
    return { host: `${domain}.${BASE_DOMAIN}`, port, user: `${domain}.${source}`, fingerprint };
  }
}
