import fc from 'fast-check';
import { type BinderLevel, closedLevels, sameLevels } from './levels.js';
import { agreedLevels, judgeWishes } from './wishes.js';

const ALL: BinderLevel[] = ['co_owner', 'council_member', 'president'];
const COUNCIL: BinderLevel[] = ['council_member', 'president'];
const binder = (levels: BinderLevel[], nextLevels: BinderLevel[] | null = null) => ({ id: 'b', levels, nextLevels });
const judge = (now: ReturnType<typeof binder>, drawn: BinderLevel[], wished: BinderLevel[]) =>
  judgeWishes([now], [{ id: 'b', drawn, wished }]);

describe('what is wanted of levels', () => {
  it('is nothing where nothing was touched, whatever a colleague did meanwhile', () => {
    expect(judge(binder(ALL), COUNCIL, COUNCIL)).toEqual({ changes: [], widened: [], conflicts: [] });
  });

  it('is a conflict where both changed it, unless both want the same', () => {
    expect(judge(binder(ALL), COUNCIL, ['president']).conflicts).toHaveLength(1);
    expect(judge(binder(ALL), COUNCIL, ALL)).toEqual({ changes: [], widened: [], conflicts: [] });
  });

  it('widens by what was not agreed yet: one that waits for a run already was', () => {
    expect(judge(binder(COUNCIL), COUNCIL, ALL).widened).toHaveLength(1);
    expect(judge(binder(['president'], ALL), ALL, COUNCIL)).toMatchObject({ widened: [], conflicts: [] });
    expect(judge(binder(ALL), ALL, COUNCIL).widened).toEqual([]);
  });

  it('changes a binder only as it was asked by who saw it as it is', () => {
    const levels = fc.subarray(ALL).map((ticked) => closedLevels('syndic', ticked));
    fc.assert(
      fc.property(levels, fc.option(levels, { nil: null }), levels, levels, (now, next, drawn, wished) => {
        const standing = binder(now, next);
        const { changes, conflicts } = judge(standing, drawn, wished);
        expect(changes.length + conflicts.length).toBeLessThanOrEqual(1);
        if (changes.length > 0) expect(sameLevels(drawn, agreedLevels(standing))).toBe(true);
        if (sameLevels(drawn, wished)) expect([changes, conflicts]).toEqual([[], []]);
      }),
    );
  });
});
