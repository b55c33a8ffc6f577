import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { shownBalance } from '../../../accounts/index.js';
import { CurrentViewer, Staff, type StaffViewer } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { NotFound } from '../../../platform/errors/index.js';
import { Form, page, type Page, redirect, type Redirect, RedirectTo } from '../../../platform/http/index.js';
import { fullName, InLine, type StaffScope } from '../../../portfolio/index.js';
import type { AccountPublication } from '../../domain/account-visibility.js';
import { AccountPages, homeOf, hrefOf, statementHref, TONES } from '../account-pages.js';
import { findAccounts } from '../account-record.queries.js';
import { AccountTicks } from '../account-ticks.service.js';
import { AccountWords } from '../account-words.js';
import { lastWord } from '../domain/last-word.js';

const boxSchema = z.strictObject({ publier: z.literal('on').optional(), compte: z.uuid() });
const withdrawSchema = z.strictObject({ compte: z.uuid() });

/** `/gestion/<line>/comptes/<n>`: one account, its box "Publier sur l'extranet", and why it is as it is (ACC-25, ACC-36, ACC-39). */
@Controller('gestion/:line/comptes/:number')
export class StaffAccountController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ticks: AccountTicks,
    private readonly pages: AccountPages,
    private readonly words: AccountWords,
  ) {}

  @Get()
  @Staff('accounts.view')
  async show(
    @InLine() scope: StaffScope,
    @Param('number') number: string,
    @Query('compte') asked: unknown,
    @CurrentViewer() viewer: StaffViewer,
  ): Promise<Page> {
    const { account, standing, sign, path } = await this.open(scope, number, asked);
    const said = lastWord(account, standing);
    return page('accounts/staff/account', {
      title: account.number,
      home: homeOf(scope),
      path,
      account: { ...account, name: fullName(account.holder), balance: shownBalance(account.balance, sign) },
      standing,
      tone: TONES[standing],
      ticked: isTicked(standing),
      said: said && { ...said, sentence: this.words.say(`why.${said.key}`, { by: said.by ?? '' }) },
      when: await this.words.when(),
      statementHref: statementHref(scope, account),
      partyHref: viewer.permissions.has('residents.reset_password') ? `/gestion/tiers/${account.partyId}` : null,
      mayPublish: viewer.permissions.has('accounts.publish'),
    });
  }

  /** The box as it was sent. Ticked, it is kept; unticked, it is asked first. */
  @Post('publication')
  @Staff('accounts.publish')
  async box(
    @InLine() scope: StaffScope,
    @Param('number') number: string,
    @Form(boxSchema) form: z.infer<typeof boxSchema>,
  ): Promise<Redirect> {
    const { account, standing, href, path } = await this.open(scope, number, form.compte);
    const wanted = form.publier === 'on';
    if (wanted === isTicked(standing)) return redirect(href, { notice: 'desk-accounts:box.unchanged', tone: 'info' });
    if (!wanted) return redirect(`${path}/retrait?compte=${account.id}`);
    const { withoutParty } = await this.ticks.publish(scope, { ids: [account.id] });
    if (withoutParty > 0) return redirect(href, { notice: 'desk-accounts:box.without-party', tone: 'warning' });
    return redirect(href, { notice: 'desk-accounts:box.ticked', values: { when: await this.words.when() } });
  }

  /** "Confirmer / Annuler" (ACC-36). */
  @Get('retrait')
  @Staff('accounts.publish')
  async ask(
    @InLine() scope: StaffScope,
    @Param('number') number: string,
    @Query('compte') asked: unknown,
  ): Promise<Page> {
    const { account, standing, href, path } = await this.open(scope, number, asked);
    if (!isTicked(standing)) throw new RedirectTo(href, 'desk-accounts:box.unchanged');
    return page('accounts/staff/withdrawal', {
      title: this.words.say('withdrawal.title', { number: account.number }),
      sentence: this.words.say('withdrawal.sentence', { when: await this.words.when() }),
      action: `${path}/retrait`,
      cancelHref: href,
      name: fullName(account.holder),
      values: { compte: account.id },
    });
  }

  @Post('retrait')
  @Staff('accounts.publish')
  async withdraw(
    @InLine() scope: StaffScope,
    @Param('number') number: string,
    @Form(withdrawSchema) form: z.infer<typeof withdrawSchema>,
  ): Promise<Redirect> {
    const { account, href } = await this.open(scope, number, form.compte);
    await this.ticks.withdraw(scope, { ids: [account.id] });
    return redirect(href, { notice: 'desk-accounts:box.unticked', values: { when: await this.words.when() } });
  }

  /** @throws NotFound, or RedirectTo the list when several have that number */
  private async open(scope: StaffScope, number: string, asked: unknown) {
    const path = `${homeOf(scope)}/${encodeURIComponent(number)}`;
    return this.work.read(async (query) => {
      const found = await findAccounts(query, scope, number);
      const [account, ...others] = asked === undefined ? found : found.filter(({ id }) => id === asked);
      if (!account) throw new NotFound();
      if (others.length > 0) throw new RedirectTo(`${homeOf(scope)}?q=${encodeURIComponent(number)}`);
      const standing = (await this.ticks.standings(query, [account])).get(account.id) ?? 'unpublished';
      const href = hrefOf(scope, account, found.length > 1);
      return { account, standing, href, path, sign: await this.pages.sign(query, scope) };
    });
  }
}

const isTicked = (standing: AccountPublication) => standing === 'published' || standing === 'marked';
