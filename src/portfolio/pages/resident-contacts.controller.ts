import { Controller, Get } from '@nestjs/common';
import { RequiresFeature, Resident } from '../../platform/auth/index.js';
import { context } from '../../platform/context/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { type Page, page } from '../../platform/http/index.js';
import { Translator } from '../../platform/i18n/index.js';
import { mapAddress } from '../domain/map-address.js';
import { spacePaths } from '../domain/resident-space.js';
import { accountsOf, buildingsOf } from '../domain/standing.js';
import { readInCharge, readPartners, readVisibleOffices } from '../resident-contacts.queries.js';
import type { SpaceAddress } from '../resident-space.js';
import { ResidentSpaces } from '../resident-spaces.js';
import { InSpace } from './in-space.js';

/** "Contacts" and "Nos partenaires": whom to call. */
@Controller(spacePaths())
@RequiresFeature('extranet')
@Resident()
export class ResidentContactsController {
  constructor(
    private readonly spaces: ResidentSpaces,
    private readonly translator: Translator,
  ) {}

  @Get('contacts')
  contacts(@InSpace() address: SpaceAddress): Promise<Page> {
    return this.spaces.read(address, async (space, query) => {
      if (!space.settings.showContacts) throw new NotFound(undefined, {}, 'contacts are not shown');
      const buildings = buildingsOf(space.standing).map(({ id }) => id);
      const accounts = accountsOf(space.standing).map(({ id }) => id);
      const [people, offices] = await Promise.all([
        readInCharge(query, buildings, accounts),
        readVisibleOffices(query),
      ]);
      return page('portfolio/resident/contacts', {
        title: this.say('extranet:resident.contacts.title'),
        people: people.map((person) => ({
          ...person,
          roleLabel: this.say(`extranet:resident.contacts.roles.${person.role}`),
          place: person.buildings.join(', '),
        })),
        offices: offices.map((office) => ({ ...office, mapHref: mapAddress(office) })),
      });
    });
  }

  @Get('partenaires')
  partners(@InSpace() address: SpaceAddress): Promise<Page> {
    return this.spaces.read(address, async (space, query) => {
      if (!space.settings.showPartners) throw new NotFound(undefined, {}, 'partners are not shown');
      const partners = await readPartners(query);
      const other = this.say('extranet:resident.partners.other-trade');
      return page('portfolio/resident/partners', {
        title: this.say('extranet:resident.partners.title'),
        trades: [...Map.groupBy(partners, ({ trade }) => trade ?? other).entries()].map(([trade, ofTrade]) => ({
          trade,
          partners: ofTrade,
        })),
      });
    });
  }

  private say(key: string): string {
    return this.translator.say(context().locale, key);
  }
}
