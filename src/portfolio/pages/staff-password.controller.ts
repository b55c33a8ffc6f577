import { Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { ResidentAccess } from '../../identity/index.js';
import { Staff } from '../../platform/auth/index.js';
import { context } from '../../platform/context/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { Form, page, type Page, redirect, type Redirect } from '../../platform/http/index.js';
import { Translator } from '../../platform/i18n/index.js';
import { type OpenParty, StaffRecords } from '../staff-records.js';
import { InLine, type StaffScope } from '../staff-scope.js';

const sealed = z.string().min(1).max(2_000);
/** The password comes back as it was shown, to be read out once more after it is given. */
const confirmSchema = z.strictObject({ sealed, password: z.string().min(1).max(64) });
const sendSchema = z.strictObject({ sealed, par: z.enum(['email', 'sms']) });

/** "Re-générer le mot de passe": asked, shown, and only then given (ADM-48 to ADM-51). */
@Controller('agence/:line/portefeuille/:category/:id/mot-de-passe')
@Staff('residents.reset_password')
export class StaffPasswordController {
  constructor(
    private readonly records: StaffRecords,
    private readonly access: ResidentAccess,
    private readonly translator: Translator,
  ) {}

  @Get()
  async ask(@InLine() scope: StaffScope, @Param('category') slug: string, @Param('id') id: string): Promise<Page> {
    const { head } = await this.open(scope, slug, id);
    return page('portfolio/staff/password-ask', { title: this.say('portfolio:password.title'), head });
  }

  /** Each display proposes another one; none works until it is given. */
  @Get('nouveau')
  async show(@InLine() scope: StaffScope, @Param('category') slug: string, @Param('id') id: string): Promise<Page> {
    const { open, head } = await this.open(scope, slug, id);
    const proposal = await this.access.propose(open.party.id);
    return page('portfolio/staff/password-new', { title: this.say('portfolio:password.title'), head, proposal });
  }

  @Post()
  async give(
    @InLine() scope: StaffScope,
    @Param('category') slug: string,
    @Param('id') id: string,
    @Form(confirmSchema) form: z.infer<typeof confirmSchema>,
  ): Promise<Redirect> {
    const { open, head } = await this.open(scope, slug, id);
    await this.access.regenerate(open.party.id, form.sealed);
    return redirect(`${head.address}/mot-de-passe/remis`, { once: form });
  }

  @Get('remis')
  async given(@InLine() scope: StaffScope, @Param('category') slug: string, @Param('id') id: string): Promise<Page> {
    const { head, card } = await this.open(scope, slug, id);
    return page('portfolio/staff/password-given', { title: this.say('portfolio:password.title'), head, card });
  }

  @Post('envoi')
  async send(
    @InLine() scope: StaffScope,
    @Param('category') slug: string,
    @Param('id') id: string,
    @Form(sendSchema) form: z.infer<typeof sendSchema>,
  ): Promise<Redirect> {
    const { open, head } = await this.open(scope, slug, id);
    await this.access.sendRegenerated(open.party.id, form.sealed, form.par);
    return redirect(head.address, { notice: `portfolio:password.sent-by-${form.par}` });
  }

  private async open(scope: StaffScope, slug: string, id: string) {
    const open: OpenParty = await this.records.party(scope, slug, id);
    const card = (await this.access.cards([open.party.id])).get(open.party.id);
    if (!card || card.state === 'closed') throw new NotFound();
    return { open, card, head: this.records.partyHead(open, 'general') };
  }

  private say(key: string): string {
    return this.translator.say(context().locale, key);
  }
}
