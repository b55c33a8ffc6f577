import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  choosePeriod,
  type ChosenPeriod,
  earliestDay,
  readAccountHead,
  readEntryFilter,
  readStatement,
  shownBalance,
  shownCents,
} from '../../accounts/index.js';
import { Staff } from '../../platform/auth/index.js';
import { context } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { page, type Page } from '../../platform/http/index.js';
import { Translator } from '../../platform/i18n/index.js';
import { ListAddress, readListRequest, textOf } from '../../platform/lists/index.js';
import { InLine, type OpenParty, readSpaceSettings, StaffRecords, type StaffScope } from '../../portfolio/index.js';

type Asked = Record<string, unknown>;

const RULES = { sorts: ['date'], usual: '-date', size: 50 } as const;

/** "Situation compte": what the client reads in "Compte", by the same query, grouping and sign (ADM-53). */
@Controller('agence/:line/portefeuille/:category/:id/compte')
export class ClientAccountController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly records: StaffRecords,
    private readonly translator: Translator,
  ) {}

  @Get()
  @Staff('accounts.view')
  async show(
    @InLine() scope: StaffScope,
    @Param('category') slug: string,
    @Param('id') id: string,
    @Query() asked: Asked,
  ): Promise<Page> {
    const open = await this.records.party(scope, slug, id);
    const accounts = open.party.accounts.filter(({ kind }) => kind === open.category.account);
    const chosen = accounts.find((one) => one.id === asked.compte) ?? accounts[0];
    if (!chosen || (textOf(asked.compte) && chosen.id !== asked.compte)) throw new NotFound();
    const head = this.records.partyHead(open, 'account');
    const address = `${head.address}/compte`;
    return page('agency/staff/client-account', {
      title: head.title,
      head,
      accounts: accounts.map(({ id: accountId, number, building }) => ({
        label: building ? `${number} — ${building.name}` : number,
        href: `${address}?compte=${accountId}`,
        current: accountId === chosen.id,
      })),
      ...(await this.statement(open, chosen.id, address, asked)),
    });
  }

  private statement({ scope, today }: OpenParty, accountId: string, address: string, asked: Asked) {
    return this.work.read(async (query) => {
      const [head, settings] = await Promise.all([
        readAccountHead(query, accountId),
        readSpaceSettings(query, scope.line),
      ]);
      if (!head || !settings) throw new NotFound();
      const typed = { from: textOf(asked.du), to: textOf(asked.au) };
      const period = choosePeriod(typed, today, earliestDay(head.firstEntryOn, today));
      const filter = readEntryFilter(textOf(asked.filtre));
      const request = { ...readListRequest(asked, RULES), descending: true };
      const { entries, final, broughtForward } = await readStatement(query, accountId, period, filter, request);
      const kept = { compte: accountId, du: period.from, au: period.to, filtre: filter?.text };
      const list = new ListAddress(address, { ...request, search: '' }, kept);
      const sign = settings.balanceSign;
      return {
        balance: { ...shownBalance(head.balance, sign), asOf: head.asOf },
        notShown: !settings.showAccount,
        period,
        corrections: this.corrections(period),
        search: { address, account: accountId, words: filter?.text ?? '' },
        resetHref: filter ? list.with({ filtre: null, tri: null, par: null }) : null,
        final: shownCents(final, sign),
        broughtForward: shownCents(broughtForward, sign),
        entries: entries.rows.map((row) => ({
          day: row.date,
          label: row.label,
          debit: row.debit === 0 ? null : row.debit,
          credit: row.credit === 0 ? null : row.credit,
          balance: shownCents(row.runningBalance, sign),
        })),
        isFirst: entries.previous === null,
        isLast: entries.next === null,
        paging: entries.rows.length > 0 ? list.paging(entries) : null,
      };
    });
  }

  private corrections({ corrections }: ChosenPeriod): string[] {
    return corrections.map((one) => this.translator.say(context().locale, `accounts:resident.correction-${one}`));
  }
}
