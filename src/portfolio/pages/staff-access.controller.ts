import { Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { ResidentAccess } from '../../identity/index.js';
import { Staff } from '../../platform/auth/index.js';
import { context } from '../../platform/context/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { Form, page, type Page, redirect, type Redirect, RedirectTo } from '../../platform/http/index.js';
import { Translator } from '../../platform/i18n/index.js';
import { StaffRecords } from '../staff-records.js';
import { InLine, type StaffScope } from '../staff-scope.js';

const REASON_LIMIT = 500;
const reasonSchema = z.strictObject({
  motif: z
    .string()
    .trim()
    .min(1, 'portfolio:access.reason-wanted')
    .max(REASON_LIMIT, 'portfolio:access.reason-too-long'),
});
type Reason = z.infer<typeof reasonSchema>;

/** "Bloquer l'accès", "Rétablir l'accès", each with its reason (ADM-52). */
@Controller('agence/:line/portefeuille/:category/:id')
@Staff('residents.reset_password')
export class StaffAccessController {
  constructor(
    private readonly records: StaffRecords,
    private readonly access: ResidentAccess,
    private readonly translator: Translator,
  ) {}

  @Get('blocage')
  blockForm(@InLine() scope: StaffScope, @Param('category') slug: string, @Param('id') id: string): Promise<Page> {
    return this.form(scope, slug, id, 'block');
  }

  @Post('blocage')
  async block(
    @InLine() scope: StaffScope,
    @Param('category') slug: string,
    @Param('id') id: string,
    @Form(reasonSchema) { motif }: Reason,
  ): Promise<Redirect> {
    const { partyId, head } = await this.open(scope, slug, id, false);
    await this.access.block(partyId, motif);
    return redirect(head.address, { notice: 'portfolio:access.blocked-notice' });
  }

  @Get('retablissement')
  unblockForm(@InLine() scope: StaffScope, @Param('category') slug: string, @Param('id') id: string): Promise<Page> {
    return this.form(scope, slug, id, 'unblock');
  }

  @Post('retablissement')
  async unblock(
    @InLine() scope: StaffScope,
    @Param('category') slug: string,
    @Param('id') id: string,
    @Form(reasonSchema) { motif }: Reason,
  ): Promise<Redirect> {
    const { partyId, head } = await this.open(scope, slug, id, true);
    await this.access.unblock(partyId, motif);
    return redirect(head.address, { notice: 'portfolio:access.unblocked-notice' });
  }

  private async form(scope: StaffScope, slug: string, id: string, act: 'block' | 'unblock'): Promise<Page> {
    const { head, card } = await this.open(scope, slug, id, act === 'unblock');
    const title = this.translator.say(context().locale, `portfolio:access.${act}-title`);
    return page(`portfolio/staff/access-${act}`, { title, head, card, reasonLimit: REASON_LIMIT });
  }

  /** @throws RedirectTo the record, which says how it stands, when it is already so: two people at once, or a page left open */
  private async open(scope: StaffScope, slug: string, id: string, blocked: boolean) {
    const open = await this.records.party(scope, slug, id);
    const head = this.records.partyHead(open, 'general');
    const card = (await this.access.cards([open.party.id])).get(open.party.id);
    if (!card || card.state === 'closed') throw new NotFound();
    if ((card.state === 'blocked') !== blocked) {
      throw new RedirectTo(head.address, `portfolio:access.${blocked ? 'not' : 'already'}-blocked`);
    }
    return { partyId: open.party.id, card, head };
  }
}
