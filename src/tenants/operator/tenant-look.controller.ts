import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Operator } from '../../platform/auth/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { type Page, page, parseForm, redirect, type Redirect } from '../../platform/http/index.js';
import { paletteOf } from '../../platform/views/index.js';
import { lookPreview } from '../branding/look-preview.js';
import { SANDBOX } from '../branding/sandbox.js';
import { contrastOnWhite, isReadableOnWhite, READABLE_CONTRAST } from '../domain/colour-contrast.js';
import { colour } from '../domain/contact-fields.js';
import { LOGO_BYTES_AT_MOST, Logos, logoTooLarge } from '../logos.service.js';
import { Provisioning } from '../provisioning/provisioning.js';
import { Say } from '../say.js';
import { Tenants } from '../tenants.service.js';
import { readUpload } from './read-upload.js';
import { TenantTabs } from './tenant-tabs.js';

const lookSchema = z.strictObject({ colour });

/** Logo and colour: on every page, email and paper of the tenant as soon as they are saved. */
@Controller('clients/:domain/apparence')
@Operator()
export class TenantLookController {
  constructor(
    private readonly tenants: Tenants,
    private readonly provisioning: Provisioning,
    private readonly logos: Logos,
    private readonly tabs: TenantTabs,
    private readonly say: Say,
  ) {}

  @Get()
  async edit(@Param('domain') domain: string): Promise<Page> {
    const tenant = await this.tenants.byDomain(domain);
    const { colour: chosen, logoFile } = tenant;
    const decimal = (number: number) => number.toLocaleString('fr', { minimumFractionDigits: 1 });
    return page('tenants/operator/look', {
      title: this.say.now('tenants:operator.look.title'),
      tenant,
      back: `/clients/${domain}`,
      tabs: this.tabs.of(domain, 'look'),
      action: `/clients/${domain}/apparence`,
      preview: `/clients/${domain}/apparence/apercu.svg?v=${chosen.slice(1)}${logoFile?.slice(0, 12) ?? ''}`,
      contrast: isReadableOnWhite(chosen)
        ? null
        : { figure: decimal(contrastOnWhite(chosen)), advised: decimal(READABLE_CONTRAST), accent: paletteOf(chosen).accent },
    });
  }

  @Get('apercu.svg')
  async preview(@Param('domain') domain: string, @Res() response: Response): Promise<void> {
    const { name, colour: chosen } = await this.tenants.byDomain(domain);
    const words = { link: this.say.now('tenants:operator.look.link'), button: this.say.now('tenants:operator.look.button') };
    const drawing = lookPreview({ name, colour: chosen, logo: await this.logos.read(domain) }, words);
    response.type('image/svg+xml').set({ 'Cache-Control': 'private, no-store', 'Content-Security-Policy': SANDBOX }).send(drawing);
  }

  @Post()
  async save(@Param('domain') domain: string, @Req() request: Request): Promise<Redirect> {
    await this.tenants.byDomain(domain);
    const file = await readUpload(request, { name: 'logo', maxBytes: LOGO_BYTES_AT_MOST, tooLarge: logoTooLarge() });
    const look = parseForm(lookSchema, request.body);
    if (file) await this.logos.put(domain, file);
    await this.provisioning.changeIdentity(domain, look);
    return redirect(`/clients/${domain}/apparence`, { notice: 'tenants:operator.notice.look' });
  }

  @Get('logo/retrait')
  async confirmRemoval(@Param('domain') domain: string): Promise<Page> {
    const { name } = await this.withLogo(domain);
    return page('tenants/operator/confirm', {
      title: this.say.now('tenants:operator.look.remove-title', { name }),
      sentence: this.say.now('tenants:operator.look.remove-sentence'),
      submit: this.say.now('tenants:operator.look.remove'),
      back: `/clients/${domain}/apparence`,
      action: `/clients/${domain}/apparence/logo/retrait`,
      values: {},
      danger: true,
    });
  }

  @Post('logo/retrait')
  async remove(@Param('domain') domain: string): Promise<Redirect> {
    await this.withLogo(domain);
    await this.logos.remove(domain);
    return redirect(`/clients/${domain}/apparence`, { notice: 'tenants:operator.notice.logo-removed' });
  }

  private async withLogo(domain: string) {
    const tenant = await this.tenants.byDomain(domain);
    if (!tenant.logoFile) throw new NotFound();
    return tenant;
  }
}
