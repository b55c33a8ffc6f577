import { Controller, Get, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { RequiresFeature, Resident } from '../../platform/auth/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { type Page, page } from '../../platform/http/index.js';
import { formatDay, Translator } from '../../platform/i18n/index.js';
import { sendXlsx } from '../../platform/spreadsheet/index.js';
import {
  addressWith,
  InSpace,
  type ResidentSpace,
  ResidentSpaces,
  selectorOf,
  type SpaceAddress,
  spacePaths,
} from '../../portfolio/index.js';
import type { ChargeNode } from '../domain/expense-tree.js';
import type { YearChoice } from '../domain/fiscal-choice.js';
import { expenseSheet } from './resident-expense-sheet.js';
import type { Say } from './resident-statement.model.js';
import { type ResidentExpenses, ResidentExpenseLists } from '../resident-expenses.js';

/** "Liste des dépenses": what the co-ownership spent, by building, key and charge account. */
@Controller(spacePaths('depenses', ['co_owner']))
@RequiresFeature('extranet')
@Resident()
export class ResidentExpensesController {
  constructor(
    private readonly spaces: ResidentSpaces,
    private readonly lists: ResidentExpenseLists,
    private readonly translator: Translator,
  ) {}

  @Get()
  list(@InSpace() address: SpaceAddress, @Query() asked: Record<string, unknown>): Promise<Page> {
    return this.spaces.read(address, async (space, query) =>
      this.draw(space, await this.lists.read(space, query, asked)),
    );
  }

  /** [ACC-68] */
  @Get('export.xlsx')
  async export(@InSpace() address: SpaceAddress, @Query() asked: Record<string, unknown>, @Res() response: Response) {
    const { tree, year } = await this.spaces.read(address, (space, query) =>
      this.lists.read(space, query, asked, true),
    );
    const say: Say = (key) => this.translator.say(context().locale, key);
    const days = year ? ` ${year.startsOn} - ${year.endsOn}` : '';
    await sendXlsx(
      response,
      `${say('accounts:expenses.title')}${days}.xlsx`,
      expenseSheet(tree, currentTenant().timeZone, say),
    );
  }

  private draw(space: ResidentSpace, read: ResidentExpenses): Page {
    const { choices, year, tree, complete } = read;
    const base = `${space.home}/depenses`;
    const openHref = (path: string) => `${addressWith(base, { exercice: year?.key, groupe: path })}#ouvert`;
    const charge = (node: ChargeNode) => ({
      ...node,
      openHref: complete || node.lines.length > 0 ? null : openHref(node.path),
      opened: !complete && node.lines.length > 0,
      lines: node.lines.map((line) => {
        const document = read.invoices.get(line.id);
        return { ...line, invoiceHref: document ? `${space.home}/document/${document}` : null };
      }),
    });
    return page('accounts/resident/expenses', {
      title: this.translator.say(context().locale, 'accounts:expenses.title'),
      lead: year ? this.option(year).label : '',
      selector: selectorOf(space, base),
      exportHref: addressWith(`${base}/export.xlsx`, { exercice: year?.key }),
      year,
      years: { action: base, value: year?.key ?? '', options: choices.map((choice) => this.option(choice)) },
      buildings: tree.buildings.map((building) => ({
        ...building,
        keys: building.keys.map((key) => ({ ...key, charges: key.charges.map(charge) })),
      })),
      count: tree.count,
      total: tree.amount,
    });
  }

  private option({ key, startsOn, endsOn, only }: YearChoice) {
    const { locale } = context();
    const days = { from: formatDay(startsOn, locale), to: formatDay(endsOn, locale) };
    const label = this.translator.say(locale, 'accounts:expenses.year', days);
    return { value: key, label: only.length === 0 ? label : `${label} (${only.join(', ')})` };
  }
}
