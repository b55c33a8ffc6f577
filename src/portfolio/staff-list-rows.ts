import { Injectable } from '@nestjs/common';
import { ResidentAccess } from '../identity/index.js';
import { type Category, categoryOfAccount } from './domain/staff-categories.js';
import { listedName, type NamedParty } from './domain/party-name.js';
import type { ListedClient } from './staff-clients.queries.js';
import type { ListedLot } from './staff-lots.queries.js';
import type { StaffScope } from './staff-scope.js';

/** Rows found, completed with what their view shows beside: names, addresses of records, last sign-ins. */
@Injectable()
export class StaffListRows {
  constructor(private readonly access: ResidentAccess) {}

  async of(category: Category, scope: StaffScope, found: object[]): Promise<object[]> {
    const home = `/agence/${scope.line}/portefeuille`;
    const rows = found.map((row) => ({
      ...row,
      href: `${home}/${category.slug}/${(row as { id: string }).id}`,
      ...('kind' in row && category.key !== 'lots' ? { fullName: listedName(row as NamedParty) } : {}),
      ...('buildingId' in row ? { buildingHref: `${home}/immeubles/${String(row.buildingId)}` } : {}),
    }));
    if (category.key === 'lots') return rows.map((row) => this.lot(row as unknown as ListedLot, home));
    if (category.account && category.key !== 'council') return this.clients(rows as unknown as ListedClient[]);
    return rows;
  }

  private async clients(rows: ListedClient[]): Promise<object[]> {
    const cards = await this.access.cards(rows.map(({ id }) => id));
    return rows.map((row) => {
      const card = cards.get(row.id);
      const email = card?.email ?? row.email;
      return { ...row, email, lastSignInAt: card?.lastSignInAt ?? null, state: card?.state ?? null };
    });
  }

  private lot(row: ListedLot, home: string): object {
    const holders = row.holders.map((holder) => {
      const kind = holder.part === 'lessee' ? 'lessee' : home.startsWith('/agence/syndic') ? 'co_owner' : 'landlord';
      const { slug } = categoryOfAccount(kind);
      return { part: holder.part, name: listedName(holder), href: `${home}/${slug}/${holder.partyId}` };
    });
    return { ...row, holders };
  }
}
