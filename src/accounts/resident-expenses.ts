import { Injectable } from '@nestjs/common';
import type { Query } from '../platform/database/index.js';
import { NotFound } from '../platform/errors/index.js';
import { textOf } from '../platform/lists/index.js';
import { buildingsOfRank, type HeldBuilding, type ResidentSpace, type Standing } from '../portfolio/index.js';
import { type ExpenseTree, expenseTree } from './domain/expense-tree.js';
import { chosenYear, type YearChoice, yearChoices } from './domain/fiscal-choice.js';
import {
  type Invoice,
  readExpenseGroups,
  readExpenseLines,
  readInvoices,
  readOpenYears,
  type WantedExpenses,
} from './expenses.queries.js';

/** Up to that many lines come with the page; beyond, a group's lines are read when it is opened. */
export const LINES_AT_ONCE = 300;

export interface ResidentExpenses {
  choices: YearChoice[];
  year: YearChoice | null;
  tree: ExpenseTree;
  /** Documents by expense. */
  invoices: Map<string, string>;
  /** Whether the lines of every group are there. */
  complete: boolean;
}

/** Buildings whose expenses the resident reads, by the levels of the invoices binder [ACC-12] [ACC-61]. */
export function expenseBuildings({ settings }: ResidentSpace, standing: Standing): HeldBuilding[] {
  const asked = settings.invoicesRank;
  return settings.showExpenses && asked !== null ? buildingsOfRank(standing, asked) : [];
}

export function readsExpenses(space: ResidentSpace): boolean {
  return space.kind === 'co_owner' && expenseBuildings(space, space.whole).length > 0;
}

/** "Liste des dépenses" of one resident. */
@Injectable()
export class ResidentExpenseLists {
  /**
   * `asked`: `exercice` (a year's key) and `groupe` (the group to open); `everything` reads every line, for a spreadsheet.
   * @throws NotFound when the resident reads no building's expenses
   */
  async read(
    space: ResidentSpace,
    query: Query,
    asked: Record<string, unknown>,
    everything = false,
  ): Promise<ResidentExpenses> {
    if (!readsExpenses(space)) throw new NotFound(undefined, {}, 'no expenses for this resident');
    const buildingIds = expenseBuildings(space, space.standing).map(({ id }) => id);
    const [years, groups] = await Promise.all([
      readOpenYears(query, buildingIds),
      readExpenseGroups(query, buildingIds),
    ]);
    const choices = yearChoices(years);
    const year = chosenYear(choices, textOf(asked.exercice), space.today);
    const yearIds = year?.yearIds ?? [];
    const ofYear = groups.filter(({ yearId }) => yearIds.includes(yearId));
    const complete = everything || ofYear.reduce((sum, { lines }) => sum + lines, 0) <= LINES_AT_ONCE;
    const wanted = { buildingIds, yearIds, group: complete ? null : groupOf(textOf(asked.groupe)) };
    const lines = complete || wanted.group ? await this.lines(space, query, wanted) : NOTHING;
    const invoices = new Map(lines.invoices.map(({ expenseId, documentId }) => [expenseId, documentId]));
    return { choices, year, tree: expenseTree(ofYear, lines.rows), invoices, complete };
  }

  private async lines(space: ResidentSpace, query: Query, wanted: WantedExpenses) {
    const reader = { kind: space.kind, standing: space.whole, today: space.today };
    const [rows, invoices] = await Promise.all([readExpenseLines(query, wanted), readInvoices(query, wanted, reader)]);
    return { rows, invoices };
  }
}

const NOTHING = { rows: [], invoices: [] as Invoice[] };

/** `<building>.<key>.<account>`; the building is judged with the others. */
function groupOf(path: string): WantedExpenses['group'] {
  const match = /^[0-9a-f-]{36}\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\S{1,20})$/.exec(path);
  return match ? { keyId: match[1] ?? '', chargeAccount: match[2] ?? '' } : null;
}
