import { Controller, Get, Header, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { Public } from '../../platform/auth/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { sql, UnitOfWork } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { FileStore } from '../../platform/files/index.js';
import { themeStylesheet } from '../../platform/views/index.js';
import { appIcon } from './app-icon.js';
import { SANDBOX } from './sandbox.js';
import { webManifest } from './web-manifest.js';

const FOR_EVER = 'public, max-age=31536000, immutable';
const FOR_A_WHILE = 'public, max-age=3600';
const OPERATOR_ICON = { name: 'Extranet', colour: '#26221d' };

/** What tells one agency's pages from another's; seen before anyone signs in. */
@Controller()
export class BrandingController {
  constructor(
    private readonly files: FileStore,
    private readonly work: UnitOfWork,
  ) {}

  @Get('theme/:file')
  @Public('a style sheet made of a colour', 'any')
  theme(@Param('file') file: string, @Res() response: Response): void {
    const theme = themeStylesheet(file);
    if (!theme) throw new NotFound();
    response
      .type('text/css')
      .set('Cache-Control', theme.immutable ? FOR_EVER : FOR_A_WHILE)
      .send(theme.css);
  }

  @Get('logo/:sha256')
  @Public('the logo on the sign-in page')
  async logo(@Param('sha256') sha256: string, @Res() response: Response): Promise<void> {
    const tenant = currentTenant();
    if (sha256 !== tenant.logoFile) throw new NotFound();
    const [look] = await this.work.operatorRead((query) =>
      query<{ type: string }>(sql`SELECT logo_type AS type FROM platform.tenant WHERE id = ${tenant.id}`),
    );
    const file = await this.files.open(tenant.id, sha256);
    response.set({
      'Content-Type': look?.type ?? 'application/octet-stream',
      'Cache-Control': FOR_EVER,
      'Content-Security-Policy': SANDBOX,
      'Cross-Origin-Resource-Policy': 'same-origin',
    });
    await pipeline(file, response);
  }

  @Get('manifest.webmanifest')
  @Public('what a phone asks to install the space')
  @Header('Content-Type', 'application/manifest+json')
  @Header('Cache-Control', FOR_A_WHILE)
  manifest(): string {
    return JSON.stringify(webManifest(currentTenant(), context().locale));
  }

  @Get(['icone.svg', 'favicon.ico'])
  @Public('the icon of a browser tab', 'any')
  icon(@Req() request: Request, @Res() response: Response): void {
    const look = request.site.kind === 'tenant' ? currentTenant() : OPERATOR_ICON;
    response.type('image/svg+xml').set({ 'Cache-Control': FOR_A_WHILE, 'Content-Security-Policy': SANDBOX }).send(appIcon(look));
  }
}
