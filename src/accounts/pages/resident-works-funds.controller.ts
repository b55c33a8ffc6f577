import { Controller, Get } from '@nestjs/common';
import { RequiresFeature, Resident } from '../../platform/auth/index.js';
import { context } from '../../platform/context/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { type Page, page } from '../../platform/http/index.js';
import { Translator } from '../../platform/i18n/index.js';
import { InSpace, lotsOf, ResidentSpaces, selectorOf, type SpaceAddress, spacePaths } from '../../portfolio/index.js';
import { worksFundTable } from '../domain/works-fund-table.js';
import { readWorksFunds } from '../works-funds.queries.js';

/** "Fonds travaux": what is held for each lot. */
@Controller(spacePaths('fonds-travaux', ['co_owner']))
@RequiresFeature('extranet')
@Resident()
export class ResidentWorksFundsController {
  constructor(
    private readonly spaces: ResidentSpaces,
    private readonly translator: Translator,
  ) {}

  @Get()
  show(@InSpace() address: SpaceAddress): Promise<Page> {
    return this.spaces.read(address, async (space, query) => {
      if (!space.settings.showWorksFunds) throw new NotFound(undefined, {}, 'works funds are not shown');
      const buildings = worksFundTable(await readWorksFunds(query, lotsOf(space.standing)));
      return page('accounts/resident/works-funds', {
        title: this.translator.say(context().locale, 'accounts:funds.title'),
        selector: selectorOf(space, `${space.home}/fonds-travaux`),
        buildings: buildings.map((building) => ({
          ...building,
          hasOther: building.lots.some(({ other }) => other !== null),
        })),
      });
    });
  }
}
