import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { Config } from '../../platform/config/index.js';
import { giveSessionToken, takeSessionToken } from '../../platform/http/index.js';

/** The browser's half of a session. */
@Injectable()
export class SessionCookie {
  constructor(private readonly config: Config) {}

  give(response: Response, token: string): void {
    giveSessionToken(response, this.config, token);
  }

  take(response: Response): void {
    takeSessionToken(response, this.config);
  }
}
