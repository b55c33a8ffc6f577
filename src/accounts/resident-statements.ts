import { Injectable } from '@nestjs/common';
import type { Query } from '../platform/database/index.js';
import { NotFound } from '../platform/errors/index.js';
import { textOf } from '../platform/lists/index.js';
import { accountsOf, type HeldAccount, residentPage, type ResidentSpace } from '../portfolio/index.js';
import { type EntryFilter, readEntryFilter } from './domain/entry-filter.js';
import { choosePeriod, type ChosenPeriod, earliestDay } from './domain/period.js';
import { type LesseeAccount, readLesseeAccounts } from './resident-accounts.queries.js';
import { readStatement, type Statement } from './statement.js';
import { type AccountHead, readAccountHead } from './statement.queries.js';

type Asked = Record<string, unknown>;

export interface ResidentStatement {
  head: AccountHead;
  /** Whose account it is; null for one's own. */
  lessee: LesseeAccount | null;
  own: HeldAccount[];
  lessees: LesseeAccount[];
  period: ChosenPeriod;
  filter: EntryFilter | null;
  statement: Statement;
}

/** "Mon compte": which account, which period, what it holds. */
@Injectable()
export class ResidentStatements {
  /**
   * `asked`: `compte`, `du`, `au`, `filtre`, and where the page begins; `everything` reads the whole period on one page.
   * @throws NotFound when the agency does not show accounts, or the account is not one the resident may read
   */
  async read(space: ResidentSpace, query: Query, asked: Asked, everything = false): Promise<ResidentStatement> {
    if (!space.settings.showAccount) throw new NotFound(undefined, {}, 'accounts are not shown');
    const own = accountsOf(space.whole);
    const lessees = await this.lesseesOf(space, query);
    const wanted = textOf(asked.compte) || usualAccount(space);
    const lessee = lessees.find(({ id }) => id === wanted) ?? null;
    if (!lessee && !own.some(({ id }) => id === wanted))
      throw new NotFound(undefined, {}, `account ${wanted} is not his`);
    const filter = readEntryFilter(textOf(asked.filtre));
    const page = everything ? 'everything' : residentPage(asked);
    const typed = { from: textOf(asked.du), to: textOf(asked.au) };
    // The oldest entry is not known yet: what is found does not depend on it, but for a period that ends before it.
    const likely = choosePeriod(typed, space.today, lessee?.since ?? '1900-01-01');
    const [head, found] = await Promise.all([
      readAccountHead(query, wanted),
      readStatement(query, wanted, likely, filter, page),
    ]);
    if (!head) throw new NotFound();
    const period = choosePeriod(typed, space.today, earliestDay(head.firstEntryOn, space.today, lessee?.since));
    const same = likely.to === period.to;
    const statement = same ? found : await readStatement(query, wanted, period, filter, page);
    return { head, lessee, own, lessees, period, filter, statement };
  }

  private lesseesOf(space: ResidentSpace, query: Query): Promise<LesseeAccount[]> {
    const reads = space.kind === 'landlord' && space.settings.landlordSeesLesseeAccounts;
    return reads ? readLesseeAccounts(query, space.whole, space.today) : Promise.resolve([]);
  }
}

/** The account chosen in the header, or the first of the building chosen there, or the first. */
function usualAccount({ standing, whole }: ResidentSpace): string {
  const [first] = accountsOf(standing);
  return first?.id ?? accountsOf(whole)[0]?.id ?? '';
}
