import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Audit } from '../../platform/audit/index.js';
import { Staff } from '../../platform/auth/index.js';
import { Clock } from '../../platform/clock/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { page, type Page } from '../../platform/http/index.js';
import { formatCount, Translator } from '../../platform/i18n/index.js';
import { ListAddress, textOf } from '../../platform/lists/index.js';
import { sendXlsx } from '../../platform/spreadsheet/index.js';
import { StaffCategories } from '../staff-categories.service.js';
import { readStaffFilters, type StaffFilters } from '../staff-filters.js';
import { LISTS, readRequest } from '../staff-lists.js';
import { buildingChoices, countCategory, managerChoices, NO_FILTERS } from '../staff-portfolio.queries.js';
import { InLine, type StaffScope } from '../staff-scope.js';
import { StaffListRows } from '../staff-list-rows.js';
import { StaffSheets } from '../staff-sheets.js';

/** "Portefeuille": its categories, then the list of one. */
@Controller('agence/:line/portefeuille')
export class StaffPortfolioController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly categories: StaffCategories,
    private readonly rows: StaffListRows,
    private readonly sheets: StaffSheets,
    private readonly audit: Audit,
    private readonly translator: Translator,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Staff('portfolio.view')
  async home(@InLine() scope: StaffScope): Promise<Page> {
    const tiles = await this.work.read(async (query) => {
      const categories = await this.categories.of(scope, query);
      const counts = await Promise.all(
        categories.map(({ key }) => countCategory(query, key, scope, NO_FILTERS, this.today())),
      );
      return categories.map(({ key, slug, icon }, index) => ({
        href: `/agence/${scope.line}/portefeuille/${slug}`,
        icon,
        label: this.say(`portfolio:categories.${key}`),
        badge: formatCount(counts[index] ?? 0, context().locale),
      }));
    });
    return page('portfolio/staff/home', {
      title: this.say('portfolio:title'),
      limited: scope.buildingIds?.length,
      tiles,
    });
  }

  @Get(':category')
  @Staff('portfolio.view')
  async list(
    @InLine() scope: StaffScope,
    @Param('category') slug: string,
    @Query() given: Record<string, unknown>,
  ): Promise<Page> {
    const category = await this.categories.one(scope, slug);
    const { view, sorts, find } = LISTS[category.key];
    const request = readRequest(category, given);
    const filters = readStaffFilters(given);
    const asked = { scope, filters, request, today: this.today() };
    const [found, total, buildings, managers] = await this.work.read((query) =>
      Promise.all([
        find(query, asked, category),
        countCategory(query, category.key, scope, filters, asked.today),
        buildingChoices(query, scope),
        managerChoices(query, scope),
      ]),
    );
    const address = listAddress(scope, slug, request, filters);
    return page(`portfolio/staff/${view}`, {
      title: this.say(`portfolio:categories.${category.key}`),
      home: `/agence/${scope.line}/portefeuille`,
      address: address.reset,
      category,
      line: scope.line,
      filters,
      keep: keptOf(given),
      choices: { buildings: options(buildings), managers: options(managers) },
      rows: await this.rows.of(category, scope, found.rows),
      sorts: address.sorts(sorts as never[]),
      paging: address.paging(found, total),
      narrowed: address.narrowed,
      resetHref: address.narrowed ? address.reset : null,
      byBuilding: category.key !== 'buildings' && category.key !== 'suppliers',
      byManager: category.key !== 'suppliers',
      exportHref: address.with({ par: null }).replace('?', '/liste.xlsx?'),
    });
  }

  @Get(':category/liste.xlsx')
  @Staff('portfolio.view')
  async spreadsheet(
    @InLine() scope: StaffScope,
    @Param('category') slug: string,
    @Query() given: Record<string, unknown>,
    @Res() response: Response,
  ): Promise<void> {
    const category = await this.categories.one(scope, slug);
    const filters = readStaffFilters(given);
    const asked = { scope, filters, request: readRequest(category, given), today: this.today() };
    await this.audit.record({ action: 'portfolio.export', details: { category: category.key, line: scope.line } });
    await sendXlsx(
      response,
      `${this.say(`portfolio:categories.${category.key}`)}.xlsx`,
      this.sheets.sheetOf(category, asked),
    );
  }

  private today(): string {
    return this.clock.today(currentTenant().timeZone);
  }

  private say(key: string): string {
    return this.translator.say(context().locale, key);
  }
}

function listAddress(
  { line }: StaffScope,
  slug: string,
  request: ReturnType<typeof readRequest>,
  { buildingId, managerId }: StaffFilters,
): ListAddress<never> {
  const path = `/agence/${line}/portefeuille/${slug}`;
  return new ListAddress(path, request, { immeuble: buildingId, gestionnaire: managerId });
}

/** Order and size stay when the filters change. */
function keptOf(given: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ tri: textOf(given.tri), par: textOf(given.par) }).filter(([, text]) => text),
  );
}

function options(choices: { id: string; name: string }[]) {
  return choices.map(({ id, name }) => ({ value: id, label: name }));
}
