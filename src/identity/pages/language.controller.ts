import { Controller, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { CurrentViewer, Public, type Viewer } from '../../platform/auth/index.js';
import { Config } from '../../platform/config/index.js';
import { cookieOptions, Form, localAddress, redirect, type Redirect } from '../../platform/http/index.js';
import { Languages } from '../profile/languages.js';

const COOKIE = 'langue';
const YEAR_MS = 365 * 24 * 3_600_000;

const languageSchema = z.strictObject({ langue: z.enum(['fr', 'en']), retour: z.string().optional() });

/** The language switch in the foot of every page [RES-46]. */
@Controller('langue')
export class LanguageController {
  constructor(
    private readonly languages: Languages,
    private readonly config: Config,
  ) {}

  @Post()
  @Public('who is not signed in reads too', 'any')
  async choose(
    @CurrentViewer() viewer: Viewer,
    @Form(languageSchema) { langue, retour }: z.infer<typeof languageSchema>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Redirect> {
    await this.languages.keep(viewer, langue);
    response.cookie(COOKIE, langue, { ...cookieOptions(this.config), maxAge: YEAR_MS });
    return redirect(localAddress(retour, '/'));
  }
}
