import { Injectable } from '@nestjs/common';
import { context, currentTenant } from '../platform/context/index.js';
import { UnitOfWork } from '../platform/database/index.js';
import { Translator } from '../platform/i18n/index.js';
import { walk } from '../platform/lists/index.js';
import type { Column, Sheet } from '../platform/spreadsheet/index.js';
import type { Category, CategoryKey } from './domain/staff-categories.js';
import { listedName } from './domain/party-name.js';
import type { BuildingPerson } from './staff-building-people.queries.js';
import type { ListedBuilding } from './staff-buildings.queries.js';
import type { ListedClient } from './staff-clients.queries.js';
import { StaffListRows } from './staff-list-rows.js';
import { type Asked, LISTS } from './staff-lists.js';
import type { ListedLot } from './staff-lots.queries.js';
import type { ListedSupplier } from './staff-suppliers.queries.js';

type ShownClient = ListedClient & { lastSignInAt: Date | null };
type ShownLot = Omit<ListedLot, 'holders'> & { holders: { name: string }[] };

/** The lists of the portfolio as spreadsheets: all rows of a list, under its filters and in its order (ADM-41). */
@Injectable()
export class StaffSheets {
  constructor(
    private readonly work: UnitOfWork,
    private readonly rows: StaffListRows,
    private readonly translator: Translator,
  ) {}

  sheetOf(category: Category, asked: Asked): Sheet<object> {
    return {
      name: this.say(`portfolio:categories.${category.key}`),
      columns: this.columns(category.key),
      timeZone: currentTenant().timeZone,
      rows: walk(async (page) => {
        const request = { ...asked.request, ...page } as Asked['request'];
        const found = await this.work.read((query) => LISTS[category.key].find(query, { ...asked, request }, category));
        return { ...found, rows: await this.rows.of(category, asked.scope, found.rows) };
      }, asked.request.descending),
    };
  }

  private columns(key: CategoryKey): Column<object>[] {
    switch (key) {
      case 'buildings':
        return this.buildings() as Column<object>[];
      case 'lots':
        return this.lots() as Column<object>[];
      case 'suppliers':
        return this.suppliers() as Column<object>[];
      case 'council':
      case 'caretakers':
        return this.people(key) as Column<object>[];
      default:
        return this.clients() as Column<object>[];
    }
  }

  private buildings(): Column<ListedBuilding>[] {
    return [
      this.text('name', (row) => row.name),
      this.text('address', (row) => row.addressLines.join(', ')),
      this.text('postal-code', (row) => row.postalCode),
      this.text('city', (row) => row.city),
      { heading: this.heading('lots'), kind: 'number', value: (row) => row.lots },
      this.text('manager', (row) => row.manager),
    ];
  }

  private clients(): Column<ShownClient>[] {
    return [
      this.text('name', listedName),
      this.text('account', (row) => row.accounts.join(', ')),
      this.text('building', (row) => row.buildings.join(', ')),
      this.text('email', (row) => row.email),
      this.text('city', (row) => row.city),
      { heading: this.heading('last-sign-in'), kind: 'instant', value: (row) => row.lastSignInAt },
    ];
  }

  private people(part: 'council' | 'caretakers'): Column<BuildingPerson>[] {
    const own: Column<BuildingPerson>[] =
      part === 'council'
        ? [
            this.text('title', (row) => this.say(`portfolio:seat.${row.title ?? 'member'}`)),
            { heading: this.heading('since'), kind: 'day', value: (row) => row.since },
          ]
        : [this.text('presence', (row) => row.presence)];
    return [
      this.text('name', listedName),
      this.text('building', (row) => row.building),
      ...own,
      this.text('email', (row) => row.email),
      this.text('phone', (row) => row.phone),
    ];
  }

  private lots(): Column<ShownLot>[] {
    return [
      this.text('building', (row) => row.building),
      this.text('lot', (row) => row.number),
      this.text('lot-kind', (row) => this.say(`portfolio:lot-kinds.${row.kind}`)),
      this.text('floor', (row) => row.floor),
      { heading: this.heading('area'), kind: 'number', value: (row) => row.area },
      this.text('holder', (row) => row.holders.map(({ name }) => name).join(', ')),
    ];
  }

  private suppliers(): Column<ListedSupplier>[] {
    return [
      this.text('name', listedName),
      this.text('account', (row) => row.accountNumber),
      this.text('trade', (row) => row.trade),
      this.text('city', (row) => row.city),
      this.text('phone', (row) => row.phone),
      this.text('email', (row) => row.email),
    ];
  }

  private text<Row>(column: string, value: (row: Row) => string | null): Column<Row> {
    return { heading: this.heading(column), kind: 'text', value };
  }

  private heading(column: string): string {
    return this.say(`portfolio:columns.${column}`);
  }

  private say(key: string): string {
    return this.translator.say(context().locale, key);
  }
}
