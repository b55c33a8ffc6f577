import { Controller, Get, Query } from '@nestjs/common';
import { type AccessCard, ResidentAccess } from '../../identity/index.js';
import { Staff } from '../../platform/auth/index.js';
import { Clock } from '../../platform/clock/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { page, type Page } from '../../platform/http/index.js';
import { Translator } from '../../platform/i18n/index.js';
import { ListAddress, readListRequest, textOf } from '../../platform/lists/index.js';
import { InLine, listedName, openLines, type StaffScope } from '../../portfolio/index.js';
import { recordHref } from './domain/record-href.js';
import { countIdentities, COUNTED_AT_MOST, type Identity, listIdentities } from './identities.queries.js';
import { IDENTITY_ACCESSES, IDENTITY_CATEGORIES, type IdentityFilters } from './identity-conditions.sql.js';

const RULES = { sorts: ['nom'], usual: 'nom' } as const;
const LEAST_LETTERS = 2;

/** "Identités": everyone who is published, of every line, and the agency's staff (ADM-61, ADM-62). */
@Controller('agence/:line/identites')
export class IdentitiesController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: ResidentAccess,
    private readonly translator: Translator,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Staff('identities.view')
  async list(@InLine() scope: StaffScope, @Query() asked: Record<string, unknown>): Promise<Page> {
    const request = readListRequest(asked, RULES);
    const tooShort = request.search.length > 0 && request.search.length < LEAST_LETTERS;
    const filters = this.filters(scope, asked, tooShort ? '' : request.search);
    const [found, count] = await this.work.read((query) =>
      Promise.all([listIdentities(query, filters, request), countIdentities(query, filters)]),
    );
    const cards = await this.access.cards(found.rows.filter(({ origin }) => origin === 'party').map(({ id }) => id));
    const path = `/agence/${scope.line}/identites`;
    const chosen = { categorie: filters.category, module: filters.line, acces: filters.access };
    const address = new ListAddress(path, request, chosen);
    return page('agency/staff/identities', {
      title: this.say('agency:identities.title'),
      address: path,
      keep: request.size === 25 ? {} : { par: request.size },
      search: request.search,
      tooShort,
      chosen,
      choices: {
        categories: this.options(IDENTITY_CATEGORIES, 'agency:identities.categories'),
        lines: this.options(openLines(), 'agency:lines'),
        accesses: this.options(IDENTITY_ACCESSES, 'agency:identities.accesses'),
      },
      rows: found.rows.map((row) => this.row(row, scope, cards.get(row.id))),
      sorts: address.sorts(['nom']),
      paging: address.paging(found, count > COUNTED_AT_MOST ? undefined : count),
      narrowed: address.narrowed,
      resetHref: address.narrowed ? path : null,
    });
  }

  private row(identity: Identity, { line }: StaffScope, card: AccessCard | undefined) {
    const { parts, supplierId, origin, role } = identity;
    const categories = [...new Set(parts.map(({ part }) => part)), ...(supplierId ? ['supplier'] : [])];
    return {
      name: listedName(identity),
      email: card?.email ?? identity.email,
      categories:
        origin === 'staff' ? [`agency:roles.${role}`] : categories.map((one) => `agency:identities.one.${one}`),
      lines: [...new Set(parts.map((one) => one.line))].sort().map((one) => `agency:lines.${one}`),
      access: card ? { label: `portfolio:access.states.${card.state}`, state: card.state } : null,
      href: origin === 'staff' ? null : recordHref(identity, line, openLines()),
    };
  }

  private filters({ buildingIds }: StaffScope, asked: Record<string, unknown>, search: string): IdentityFilters {
    const among = <Value extends string>(values: readonly Value[], value: unknown) =>
      values.find((one) => one === textOf(value)) ?? null;
    return {
      search,
      category: among(IDENTITY_CATEGORIES, asked.categorie),
      line: among(openLines(), asked.module),
      access: among(IDENTITY_ACCESSES, asked.acces),
      buildingIds,
      today: this.clock.today(currentTenant().timeZone),
    };
  }

  private options(values: readonly string[], sentences: string) {
    return values.map((value) => ({ value, label: this.say(`${sentences}.${value}`) }));
  }

  private say(key: string): string {
    return this.translator.say(context().locale, key);
  }
}
