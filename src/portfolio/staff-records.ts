import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { context, currentTenant } from '../platform/context/index.js';
import { UnitOfWork } from '../platform/database/index.js';
import { NotFound } from '../platform/errors/index.js';
import { Translator } from '../platform/i18n/index.js';
import type { Tab } from '../platform/views/index.js';
import { fullName } from './domain/party-name.js';
import type { Category } from './domain/staff-categories.js';
import { StaffCategories } from './staff-categories.service.js';
import { idOf } from './staff-filters.js';
import { findParty, type PartyRecord } from './staff-party-record.queries.js';
import { StaffRecordTabs } from './staff-record-tabs.js';
import type { StaffScope } from './staff-scope.js';
import type { Provenance } from './staff-source.queries.js';

/** What `partials/record-head` of the portfolio draws, above every tab of a record. */
export interface RecordHead {
  title: string;
  /** Of the category's list, and of the portfolio. */
  list: { label: string; href: string };
  home: string;
  /** Address of the record, without a tab. */
  address: string;
  tabs: Tab[];
  source: Provenance | null;
}

export interface OpenParty {
  scope: StaffScope;
  category: Category;
  party: PartyRecord;
  /** Has a published account under that category. */
  isClient: boolean;
  today: string;
}

/** The only way to a record: found under its category, in its line, within the buildings of the viewer. */
@Injectable()
export class StaffRecords {
  constructor(
    private readonly work: UnitOfWork,
    private readonly categories: StaffCategories,
    private readonly tabs: StaffRecordTabs,
    private readonly translator: Translator,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  async category(scope: StaffScope, slug: string): Promise<Category> {
    return this.categories.one(scope, slug);
  }

  /** @throws NotFound for an identifier that is not one */
  id(given: string): string {
    const id = idOf(given);
    if (!id) throw new NotFound();
    return id;
  }

  /** @throws NotFound */
  async party(scope: StaffScope, slug: string, given: string): Promise<OpenParty> {
    const category = await this.categories.one(scope, slug);
    const today = this.today();
    if (category.record !== 'party') throw new NotFound();
    const id = this.id(given);
    const party = await this.work.read((query) => findParty(query, scope, category, id, today));
    if (!party) throw new NotFound();
    const isClient = party.accounts.some(({ kind }) => kind === category.account);
    return { scope, category, party, isClient, today };
  }

  partyHead({ scope, category, party, isClient }: OpenParty, tab: string): RecordHead {
    return this.head(scope, category, { id: party.id, title: fullName(party), source: party.source }, tab, isClient);
  }

  head(
    { line }: StaffScope,
    { key, slug }: Category,
    { id, title, source }: { id: string; title: string; source: Provenance | null },
    tab: string,
    isClient = false,
  ): RecordHead {
    const { viewer } = context();
    const home = `/agence/${line}/portefeuille`;
    const address = `${home}/${slug}/${id}`;
    const tabs = viewer.kind === 'staff' ? this.tabs.of(key, viewer, isClient) : [];
    return {
      title,
      home,
      list: { label: this.say(`portfolio:categories.${key}`), href: `${home}/${slug}` },
      address,
      source,
      tabs: tabs.map((one) => ({
        label: this.say(one.label),
        href: one.path ? `${address}/${one.path}` : address,
        current: one.key === tab,
      })),
    };
  }

  today(): string {
    return this.clock.today(currentTenant().timeZone);
  }

  private say(key: string): string {
    return this.translator.say(context().locale, key);
  }
}
