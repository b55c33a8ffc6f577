import { Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { CurrentViewer, Staff, type StaffViewer } from '../../platform/auth/index.js';
import { Clock } from '../../platform/clock/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { Forbidden, NotFound } from '../../platform/errors/index.js';
import { Form, page, type Page, redirect, type Redirect, RedirectTo } from '../../platform/http/index.js';
import { Translator } from '../../platform/i18n/index.js';
import { idOf, InLine, type StaffScope } from '../../portfolio/index.js';
import { DocumentWithdrawals } from '../../publication/index.js';
import { countReaders, type DocumentRecord, findDocument } from './document-record.queries.js';

const REASON_LIMIT = 500;
const reasonSchema = z.strictObject({
  motif: z
    .string()
    .trim()
    .min(1, 'agency:withdrawal.reason-wanted')
    .max(REASON_LIMIT, 'agency:withdrawal.reason-too-long'),
});

/** "Retirer immédiatement", "Lever le retrait": each asked, then done (PUB-34). */
@Controller('agence/:line/documents/document/:id')
@Staff('documents.withdraw_now')
export class StaffWithdrawalController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly withdrawals: DocumentWithdrawals,
    private readonly translator: Translator,
    private readonly clock: Clock,
  ) {}

  @Get('retrait')
  async ask(@InLine() scope: StaffScope, @Param('id') given: string): Promise<Page> {
    const { document, href, address } = await this.open(scope, given, 'published', 'pending');
    const today = this.clock.today(currentTenant().timeZone);
    const readers = await this.work.read((query) => countReaders(query, document.id, today));
    const title = this.say('agency:withdrawal.title');
    return page('agency/staff/withdrawal', { title, document, href, address, readers, reasonLimit: REASON_LIMIT });
  }

  @Post('retrait')
  async withdraw(
    @InLine() scope: StaffScope,
    @CurrentViewer() { staffId }: StaffViewer,
    @Param('id') given: string,
    @Form(reasonSchema) { motif }: z.infer<typeof reasonSchema>,
  ): Promise<Redirect> {
    const { document, address } = await this.open(scope, given, 'published', 'pending');
    if (!(await this.withdrawals.withdraw(document.id, staffId, motif))) throw alreadySo(address);
    return redirect(address, { notice: 'agency:withdrawal.done', values: { title: document.title } });
  }

  @Get('levee')
  async askLifting(@InLine() scope: StaffScope, @Param('id') given: string): Promise<Page> {
    const { document, href, address } = await this.open(scope, given, 'blocked');
    const title = this.say('agency:withdrawal.lift');
    const consequences = [this.say(`agency:withdrawal.lift-${document.listed ? 'waits' : 'at-once'}`)];
    return page('agency/staff/withdrawal-lifting', { title, document, href, address, consequences });
  }

  @Post('levee')
  async lift(
    @InLine() scope: StaffScope,
    @CurrentViewer() { staffId }: StaffViewer,
    @Param('id') given: string,
  ): Promise<Redirect> {
    const { document, address } = await this.open(scope, given, 'blocked');
    const state = await this.withdrawals.lift(document.id, staffId);
    if (!state) throw alreadySo(address);
    return redirect(address, { notice: `agency:withdrawal.lifted-${state}` });
  }

  /** @throws NotFound; Forbidden for a document that is others' too; RedirectTo its page when it is in none of these states */
  private async open(scope: StaffScope, given: string, ...states: DocumentRecord['state'][]) {
    const id = idOf(given);
    const document = id ? await this.work.read((query) => findDocument(query, scope, id)) : null;
    if (!document) throw new NotFound();
    if (!document.whollyHis) throw new Forbidden('agency:withdrawal.beyond');
    const href = `/agence/${scope.line}/documents/document/${document.id}`;
    const address = `${href}/consultations`;
    if (!states.includes(document.state)) throw alreadySo(address);
    return { document, href, address };
  }

  private say(key: string): string {
    return this.translator.say(context().locale, key);
  }
}

/** A colleague was quicker, or the page was left open: the document's page says how it stands. */
function alreadySo(address: string): RedirectTo {
  return new RedirectTo(address, 'agency:withdrawal.already-so');
}
