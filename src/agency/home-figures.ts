import { Injectable } from '@nestjs/common';
import type { Query } from '../platform/database/index.js';
import { StaffShell, type StaffShellContext } from '../platform/shell/index.js';
import { countCategory, NO_FILTERS, readSpaceSettings, StaffRecords } from '../portfolio/index.js';
import { countDocuments } from './documents/binders.queries.js';

/** The first thing a home says: how much is published in the line, and since when. */
@Injectable()
export class HomeFigures {
  constructor(
    shell: StaffShell,
    private readonly records: StaffRecords,
  ) {
    shell.contributePanel({
      key: 'agency.figures',
      order: 50,
      view: 'agency/home-figures',
      visible: ({ viewer }) => viewer.permissions.has('portfolio.view'),
      load: (shown, query) => this.load(shown, query),
    });
  }

  private async load({ line, viewer }: StaffShellContext, query: Query): Promise<object> {
    const scope = { line, buildingIds: viewer.buildingIds };
    const count = (key: 'buildings' | 'lots') => countCategory(query, key, scope, NO_FILTERS, this.records.today());
    const [buildings, lots, documents, settings] = await Promise.all([
      count('buildings'),
      count('lots'),
      countDocuments(query, scope),
      readSpaceSettings(query, line),
    ]);
    const home = `/agence/${line}`;
    return { line, home, buildings, lots, documents, publishedAt: settings?.publishedAt ?? null };
  }
}
