import { idOf } from '../../../portfolio/index.js';
import { ALL_LEVELS, sameLevels } from '../domain/levels.js';
import type { LevelsWish } from '../domain/wishes.js';

const AT_MOST = 500;

/** What was changed, as a page that asks carries it: `c=<id>:<drawn>:<wished>` for each binder. */
export function writeWishes(wishes: readonly LevelsWish[]): string {
  return new URLSearchParams(
    wishes
      .filter(({ drawn, wished }) => !sameLevels(drawn, wished))
      .map(({ id, drawn, wished }) => ['c', [id, drawn.join('+'), wished.join('+')].join(':')]),
  ).toString();
}

/** What cannot be read is left out: it changes nothing. */
export function readWishes({ c }: Record<string, unknown>): LevelsWish[] {
  const given = (Array.isArray(c) ? c : [c]).filter((one) => typeof one === 'string').slice(0, AT_MOST);
  return given.flatMap((one) => {
    const [named, drawn = '', wished = ''] = one.split(':');
    const id = idOf(named);
    return id ? [{ id, drawn: levelsOf(drawn), wished: levelsOf(wished) }] : [];
  });
}

function levelsOf(joined: string) {
  const named = joined.split('+');
  return ALL_LEVELS.filter((level) => named.includes(level));
}
