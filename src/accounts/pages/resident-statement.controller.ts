import { Controller, Get, Query } from '@nestjs/common';
import { RequiresFeature, Resident } from '../../platform/auth/index.js';
import { context } from '../../platform/context/index.js';
import { type Page, page } from '../../platform/http/index.js';
import { Translator } from '../../platform/i18n/index.js';
import {
  addressWith,
  InSpace,
  residentPaging,
  type ResidentSpace,
  ResidentSpaces,
  type SpaceAddress,
  spacePaths,
} from '../../portfolio/index.js';
import { type ResidentStatement, ResidentStatements } from '../resident-statements.js';
import { accountSelector, bankDetails, type Say, statementModel } from './resident-statement.model.js';

/** "Mon compte": the statement of one account, newest first. */
@Controller(spacePaths('compte'))
@RequiresFeature('extranet')
@Resident()
export class ResidentStatementController {
  constructor(
    private readonly spaces: ResidentSpaces,
    private readonly statements: ResidentStatements,
    private readonly translator: Translator,
  ) {}

  @Get()
  show(@InSpace() address: SpaceAddress, @Query() asked: Record<string, unknown>): Promise<Page> {
    return this.spaces.read(address, async (space, query) =>
      this.draw(space, await this.statements.read(space, query, asked)),
    );
  }

  private draw(space: ResidentSpace, read: ResidentStatement): Page {
    const { head, lessee, period, filter, statement } = read;
    const say: Say = (key, values) => this.translator.say(context().locale, key, values);
    const base = `${space.home}/compte`;
    const account = lessee ? head.id : null;
    const kept = { compte: account, du: period.from, au: period.to };
    const paging = residentPaging(base, { ...kept, filtre: filter?.text }, statement.entries);
    const model = statementModel(space, read);
    return page('accounts/resident/statement', {
      title: say(lessee ? 'accounts:resident.title-of-lessee' : 'accounts:resident.title'),
      ...model,
      // Said to whoever owes or is owed, not to his landlord.
      means: lessee ? '' : say(`accounts:resident.means-${model.balance.side}`),
      bank: bankDetails(space, read),
      printHref: addressWith(`${base}/releve.pdf`, { ...kept, filtre: filter?.text }),
      selector: accountSelector(space, read, say),
      search: {
        ...{ action: base, from: period.from, to: period.to, earliest: period.earliest, words: filter?.text ?? '' },
        keep: account ? { compte: account } : {},
        resetHref: filter ? addressWith(base, kept) : null,
      },
      corrections: period.corrections.map((one) => say(`accounts:resident.correction-${one}`)),
      paging,
      isFirst: !paging?.previousHref,
      isLast: !paging?.nextHref,
    });
  }
}
