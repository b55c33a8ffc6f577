import { Controller, Get, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Audit } from '../../../platform/audit/index.js';
import { CurrentViewer, Staff, type StaffViewer } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { page, type Page } from '../../../platform/http/index.js';
import { ListAddress, readListRequest, textOf } from '../../../platform/lists/index.js';
import { sendXlsx } from '../../../platform/spreadsheet/index.js';
import { buildingChoices, InLine, type StaffScope } from '../../../portfolio/index.js';
import { KINDS, PUBLISHED, readAccountFilters, STATUSES, writeAccountFilters } from '../account-filters.js';
import {
  ACCOUNT_SORTS,
  type AccountSort,
  countAccounts,
  entityChoices,
  listAccounts,
} from '../account-list.queries.js';
import { AccountPages, homeOf } from '../account-pages.js';
import { AccountSheet } from '../account-sheet.js';
import { AccountWords } from '../account-words.js';
import { currentEditions } from '../codes/editions.queries.js';

type Asked = Record<string, unknown>;

const SORTS = Object.keys(ACCOUNT_SORTS) as AccountSort[];
const RULES = { sorts: SORTS, usual: 'compte' } as const;

/** `/gestion/<line>/comptes`: accounts, whether they are published, and what can be done of many at once (ACC-40). */
@Controller('gestion/:line/comptes')
@Staff('accounts.view')
export class StaffAccountsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly pages: AccountPages,
    private readonly sheet: AccountSheet,
    private readonly words: AccountWords,
    private readonly audit: Audit,
  ) {}

  @Get()
  async list(@InLine() scope: StaffScope, @Query() asked: Asked, @CurrentViewer() viewer: StaffViewer): Promise<Page> {
    const home = homeOf(scope);
    const request = readListRequest(asked, RULES);
    const filters = readAccountFilters(scope.line, asked);
    const chosen = writeAccountFilters(filters);
    const [found, rows, total, buildings, entities, editions] = await this.work.read(async (query) => {
      const around = Promise.all([
        countAccounts(query, scope, filters),
        buildingChoices(query, scope),
        entityChoices(query, scope),
        currentEditions(query, scope.line, viewer.staffId),
      ]);
      const listed = await listAccounts(query, scope, filters, request);
      return [listed, await this.pages.rows(query, scope, listed.rows), ...(await around)] as const;
    });
    const address = new ListAddress(home, request, chosen);
    return page('accounts/staff/accounts', {
      title: this.words.say('title'),
      home,
      chosen: { q: request.search, ...chosen },
      keep: keptOf(asked),
      choices: {
        published: this.words.options('published', PUBLISHED),
        kinds: KINDS[scope.line].length > 1 ? this.words.options('kinds', KINDS[scope.line]) : null,
        statuses: this.words.options('statuses', STATUSES[scope.line]),
        buildings: buildings.map(({ id, name }) => ({ value: id, label: name })),
        entities: entities.map(({ id, code, label }) => ({ value: id, label: `${code} — ${label}` })),
      },
      rows,
      total,
      sorts: address.sorts(SORTS),
      paging: address.paging(found, total),
      narrowed: address.narrowed,
      resetHref: address.narrowed ? home : null,
      exportHref: address.with({ par: null }).replace('?', '/liste.xlsx?'),
      may: {
        publish: viewer.permissions.has('accounts.publish'),
        codes: viewer.permissions.has('residents.reset_password'),
      },
      editions: editions.map((edition) => ({ ...edition, href: `${home}/codes/${edition.id}` })),
    });
  }

  /** Every row under the same filters, in the same order. */
  @Get('liste.xlsx')
  async spreadsheet(@InLine() scope: StaffScope, @Query() asked: Asked, @Res() response: Response): Promise<void> {
    const filters = readAccountFilters(scope.line, asked);
    await this.audit.record({ action: 'accounts.export', details: { line: scope.line } });
    const sheet = this.sheet.of(scope, filters, readListRequest(asked, RULES));
    await sendXlsx(response, `${this.words.say('title')}.xlsx`, sheet);
  }
}

/** Order and size stay when the filters change. */
function keptOf(asked: Asked): Record<string, string> {
  const kept = { tri: textOf(asked.tri), par: textOf(asked.par) };
  return Object.fromEntries(Object.entries(kept).filter(([, text]) => text));
}
