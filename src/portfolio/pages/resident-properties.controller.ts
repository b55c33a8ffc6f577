import { Controller, Get } from '@nestjs/common';
import { RequiresFeature, Resident } from '../../platform/auth/index.js';
import { context } from '../../platform/context/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { type Page, page } from '../../platform/http/index.js';
import { Translator } from '../../platform/i18n/index.js';
import { spacePaths } from '../domain/resident-space.js';
import { accountsOf, lotsOf } from '../domain/standing.js';
import { readLotShares, readPropertyLots, readTenancies } from '../resident-properties.queries.js';
import type { SpaceAddress } from '../resident-space.js';
import { ResidentSpaces } from '../resident-spaces.js';
import { InSpace } from './in-space.js';
import { selectorOf } from './resident-selector.js';

/** "Mes biens": the lots one owns, with their shares, and who rents them. */
@Controller(spacePaths('biens', ['co_owner', 'landlord']))
@RequiresFeature('extranet')
@Resident()
export class ResidentPropertiesController {
  constructor(
    private readonly spaces: ResidentSpaces,
    private readonly translator: Translator,
  ) {}

  @Get()
  list(@InSpace() address: SpaceAddress): Promise<Page> {
    return this.spaces.read(address, async (space, query) => {
      if (!space.settings.showProperties) throw new NotFound(undefined, {}, 'properties are not shown');
      const lotIds = lotsOf(space.standing);
      const accountIds = accountsOf(space.standing).map(({ id }) => id);
      const [lots, shares, tenancies] = await Promise.all([
        readPropertyLots(query, lotIds),
        readLotShares(query, lotIds),
        space.kind === 'landlord' ? readTenancies(query, accountIds, space.today) : [],
      ]);
      const say = (key: string) => this.translator.say(context().locale, key);
      const described = lots.map((lot) => ({
        ...lot,
        kindLabel: say(`extranet:resident.lot-kinds.${lot.kind}`),
        shares: shares.filter(({ lotId }) => lotId === lot.id),
        tenancies: tenancies.filter(({ lotId }) => lotId === lot.id),
      }));
      return page('portfolio/resident/properties', {
        title: say('extranet:resident.properties.title'),
        selector: selectorOf(space, `${space.home}/biens`),
        buildings: [...Map.groupBy(described, ({ buildingId }) => buildingId).values()].map((ofBuilding) => ({
          name: ofBuilding[0]?.buildingName ?? '',
          address: [
            ...(ofBuilding[0]?.addressLines ?? []),
            [ofBuilding[0]?.postalCode, ofBuilding[0]?.city].filter(Boolean).join(' '),
          ]
            .filter(Boolean)
            .join(', '),
          lots: ofBuilding,
        })),
        lets: space.kind === 'landlord',
      });
    });
  }
}
