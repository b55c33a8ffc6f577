import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { type ListRequest, walk } from '../../platform/lists/index.js';
import type { Column, Sheet } from '../../platform/spreadsheet/index.js';
import type { StaffScope } from '../../portfolio/index.js';
import type { AccountFilters } from './account-filters.js';
import { type AccountSort, listAccounts } from './account-list.queries.js';
import { AccountPages } from './account-pages.js';
import { AccountWords } from './account-words.js';

type Row = Awaited<ReturnType<AccountPages['rows']>>[number];

/** The list of accounts as a spreadsheet: all rows under its filters, in its order (ACC-40). */
@Injectable()
export class AccountSheet {
  constructor(
    private readonly work: UnitOfWork,
    private readonly pages: AccountPages,
    private readonly words: AccountWords,
  ) {}

  of(scope: StaffScope, filters: AccountFilters, request: ListRequest<AccountSort>): Sheet<Row> {
    return {
      name: this.words.say('title'),
      timeZone: currentTenant().timeZone,
      columns: this.columns(),
      rows: walk(
        (page) =>
          this.work.read(async (query) => {
            const found = await listAccounts(query, scope, filters, {
              ...request,
              ...page,
            } as ListRequest<AccountSort>);
            return { ...found, rows: await this.pages.rows(query, scope, found.rows) };
          }),
        request.descending,
      ),
    };
  }

  private columns(): Column<Row>[] {
    const heading = (name: string) => this.words.say(`columns.${name}`);
    return [
      { heading: heading('number'), kind: 'text', value: (row) => row.number },
      { heading: heading('name'), kind: 'text', value: (row) => row.name },
      { heading: heading('kind'), kind: 'text', value: (row) => row.kind },
      { heading: heading('building'), kind: 'text', value: (row) => row.buildings },
      { heading: heading('entity'), kind: 'text', value: (row) => row.entity },
      { heading: heading('status'), kind: 'text', value: (row) => row.status },
      { heading: heading('status-on'), kind: 'day', value: (row) => row.statusOn },
      { heading: heading('balance'), kind: 'cents', value: (row) => row.balance.cents },
      { heading: heading('published'), kind: 'text', value: (row) => row.published },
      { heading: heading('last-sign-in'), kind: 'instant', value: (row) => row.lastSignInAt },
    ];
  }
}
