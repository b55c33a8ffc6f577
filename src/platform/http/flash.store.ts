import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { Clock } from '../clock/index.js';
import { Config } from '../config/index.js';
import { contextIfAny } from '../context/index.js';
import { sql, UnitOfWork } from '../database/index.js';
import type { FieldError } from '../errors/index.js';
import { seal, unseal } from './sealed-note.js';
import { cookieOptions } from './session-cookie.js';

export interface Flash {
  notice?: {
    sentence: string;
    values?: Record<string, string | number>;
    tone: 'success' | 'info' | 'warning' | 'danger';
  };
  form?: { errors: FieldError[]; typed: Record<string, unknown> };
  once?: Record<string, unknown>;
}

const COOKIE = 'flash';
const LIFE_MINUTES = 10;

/** Keeps for one page what a POST has to say: the browser holds the key, the database what it seals and the key's digest. */
@Injectable()
export class FlashStore {
  constructor(
    private readonly work: UnitOfWork,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async put(response: Response, flash: Flash): Promise<void> {
    const key = randomBytes(32);
    const expiresAt = new Date(this.clock.now().getTime() + LIFE_MINUTES * 60_000);
    await this.work.single(sql`
      INSERT INTO platform.flash (key_hash, tenant_id, sealed, expires_at)
      VALUES (${digest(key)}, ${contextIfAny()?.tenant?.id ?? null}, ${seal(JSON.stringify(flash), key)}, ${expiresAt})`);
    response.cookie(COOKIE, key.toString('base64url'), {
      ...cookieOptions(this.config),
      maxAge: LIFE_MINUTES * 60_000,
    });
  }

  /** What was put, once: reading it removes it. */
  async take(request: Request, response: Response): Promise<Flash | null> {
    const value: unknown = request.cookies?.[COOKIE];
    if (typeof value !== 'string') return null;
    response.clearCookie(COOKIE, cookieOptions(this.config));
    const key = Buffer.from(value, 'base64url');
    const [row] = await this.work.single<{ sealed: Buffer }>(sql`
      DELETE FROM platform.flash
      WHERE key_hash = ${digest(key)} AND expires_at > ${this.clock.now()}
        AND tenant_id IS NOT DISTINCT FROM ${contextIfAny()?.tenant?.id ?? null}::uuid
      RETURNING sealed`);
    return row ? (JSON.parse(unseal(row.sealed, key)) as Flash) : null;
  }

  /** Called by the clock. */
  async sweep(): Promise<void> {
    await this.work.single(sql`DELETE FROM platform.flash WHERE expires_at < ${this.clock.now()}`);
  }
}

function digest(key: Buffer): Buffer {
  return createHash('sha256').update(key).digest();
}
