import { Injectable } from '@nestjs/common';
import { timingSafeEqual } from 'node:crypto';
import { Config } from '../../platform/config/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { SealedSecrets } from '../passwords/sealed-secrets.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The link of every notification by which a resident refuses the next ones without signing in [RES-05]; it never ends. */
@Injectable()
export class NotificationRefusal {
  constructor(
    private readonly config: Config,
    private readonly secrets: SealedSecrets,
  ) {}

  linkFor(loginId: string): string {
    const { domain } = currentTenant();
    return `${this.config.publicUrl(domain)}/extranet/notifications/${loginId}.${this.signature(loginId).toString('base64url')}`;
  }

  /** The login a link is for; null when it is not one of ours. */
  loginOf(token: string): string | null {
    const [loginId = '', signature = ''] = token.split('.');
    const given = Buffer.from(signature, 'base64url');
    const right = this.signature(loginId);
    return UUID.test(loginId) && given.length === right.length && timingSafeEqual(given, right) ? loginId : null;
  }

  private signature(loginId: string): Buffer {
    return this.secrets.digest('notification-refusal', loginId, currentTenant().id);
  }
}
