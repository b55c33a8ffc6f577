import { Controller, Get } from '@nestjs/common';
import { RequiresFeature, Resident } from '../../platform/auth/index.js';
import { context } from '../../platform/context/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { type Page, page } from '../../platform/http/index.js';
import { Translator } from '../../platform/i18n/index.js';
import {
  accountsOf,
  InSpace,
  ResidentSpaces,
  selectorOf,
  type SpaceAddress,
  spacePaths,
} from '../../portfolio/index.js';
import { readCharges } from '../charges.queries.js';

/** "Mes charges": what each account was charged over its last two approved years. */
@Controller(spacePaths('charges', ['co_owner']))
@RequiresFeature('extranet')
@Resident()
export class ResidentChargesController {
  constructor(
    private readonly spaces: ResidentSpaces,
    private readonly translator: Translator,
  ) {}

  @Get()
  show(@InSpace() address: SpaceAddress): Promise<Page> {
    return this.spaces.read(address, async (space, query) => {
      if (!space.settings.showAccount) throw new NotFound(undefined, {}, 'accounts are not shown');
      const years = await readCharges(
        query,
        accountsOf(space.standing).map(({ id }) => id),
      );
      const accounts = [...Map.groupBy(years, ({ accountId }) => accountId).values()];
      return page('accounts/resident/charges', {
        title: this.translator.say(context().locale, 'accounts:charges.title'),
        selector: selectorOf(space, `${space.home}/charges`),
        accounts: accounts.map((ofAccount) => ({
          title: `${ofAccount[0]?.number} — ${ofAccount[0]?.buildingName}`,
          years: ofAccount.map((year) => ({ ...year, total: year.budget + year.offBudget })),
        })),
      });
    });
  }
}
