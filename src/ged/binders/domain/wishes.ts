import { type BinderLevel, isWithin, sameLevels } from './levels.js';

/** What someone wants of one binder, and what he saw when he began. */
export interface LevelsWish {
  id: string;
  drawn: readonly BinderLevel[];
  wished: readonly BinderLevel[];
}

/** A binder as it stands: what it is, or will be once a run has passed. */
export interface StandingLevels {
  id: string;
  levels: readonly BinderLevel[];
  nextLevels: readonly BinderLevel[] | null;
}

export const agreedLevels = ({ levels, nextLevels }: Pick<StandingLevels, 'levels' | 'nextLevels'>) =>
  nextLevels ?? levels;

export interface Judged<Binder> {
  /** Wanted otherwise than it is, by who saw it as it is. */
  changes: { binder: Binder; wished: readonly BinderLevel[] }[];
  /** Of those, the ones by which someone would begin to read. */
  widened: { binder: Binder; wished: readonly BinderLevel[] }[];
  /** Wanted otherwise than a colleague made it meanwhile. */
  conflicts: Binder[];
}

/** Only what someone changed himself is his: what a colleague did to the other binders meanwhile stays. */
export function judgeWishes<Binder extends StandingLevels>(
  binders: readonly Binder[],
  wishes: readonly LevelsWish[],
): Judged<Binder> {
  const his = binders.flatMap((binder) => {
    const wish = wishes.find(({ id }) => id === binder.id);
    const agreed = agreedLevels(binder);
    if (!wish || sameLevels(wish.wished, wish.drawn) || sameLevels(wish.wished, agreed)) return [];
    return [{ binder, wished: wish.wished, meanwhile: !sameLevels(wish.drawn, agreed) }];
  });
  const changes = his.filter(({ meanwhile }) => !meanwhile);
  return {
    changes,
    widened: changes.filter(({ binder, wished }) => !isWithin(wished, agreedLevels(binder))),
    conflicts: his.filter(({ meanwhile }) => meanwhile).map(({ binder }) => binder),
  };
}
