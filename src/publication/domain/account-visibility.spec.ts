import fc from 'fast-check';
import {
  accountPublication,
  type AccountStanding,
  type HidingSettings,
  isHidden,
  isTicked,
} from './account-visibility.js';

const NONE: HidingSettings = { hideOnNotice: false, hideOnDeparture: false, hideOnTransfer: false };
const ALL: HidingSettings = { hideOnNotice: true, hideOnDeparture: true, hideOnTransfer: true };

describe('isHidden', () => {
  it('shows every account while no option is ticked [ACC-17]', () => {
    for (const status of ['active', 'notice', 'left', 'sold'] as const)
      expect(isHidden({ kind: 'lessee', status }, NONE)).toBe(false);
  });

  it.each([
    ['hideOnNotice', 'lessee', 'notice', 'ACC-19'],
    ['hideOnDeparture', 'lessee', 'left', 'ACC-20'],
    ['hideOnTransfer', 'co_owner', 'sold', 'ACC-21'],
  ] as const)('%s hides a %s in status %s, and nothing else [ACC-23] [%s]', (option, kind, status, _requirement) => {
    expect(isHidden({ kind, status }, { ...NONE, [option]: true })).toBe(true);
    expect(isHidden({ kind, status }, { ...ALL, [option]: false })).toBe(false);
    expect(isHidden({ kind: 'landlord', status }, ALL)).toBe(false);
  });
});

describe('isTicked', () => {
  const account = fc.record({
    kind: fc.constantFrom('co_owner' as const, 'landlord' as const, 'lessee' as const),
    status: fc.constantFrom('active' as const, 'notice' as const, 'left' as const, 'sold' as const),
    statusOn: fc.constantFrom(null, '2025-11-14', '2025-12-31'),
  });
  const settings = fc.record({
    hideOnNotice: fc.boolean(),
    hideOnDeparture: fc.boolean(),
    hideOnTransfer: fc.boolean(),
  });

  it('is what the options say while nobody touched the box [ACC-17] [ACC-23]', () => {
    fc.assert(fc.property(account, settings, (one, chosen) => isTicked(one, null, chosen) === !isHidden(one, chosen)));
  });

  it('stays unticked whatever happens to the holder, until a hand ticks it again [ACC-35]', () => {
    fc.assert(
      fc.property(
        account,
        account,
        settings,
        (one, then, chosen) => !isTicked(one, { ...then, published: false }, chosen),
      ),
    );
  });

  it('ticked again by hand, an option does not untick it for the same event, and does for a later one [ACC-24]', () => {
    fc.assert(
      fc.property(account, account, settings, (one, then, chosen) => {
        const tick = { published: true, status: then.status, statusOn: then.statusOn };
        expect(isTicked(one, { ...tick, ...eventOf(one) }, chosen)).toBe(true);
        const isAnother = one.status !== then.status || one.statusOn !== then.statusOn;
        if (isAnother) expect(isTicked(one, tick, chosen)).toBe(!isHidden(one, chosen));
      }),
    );
  });

  it('with no option on, only a hand or a recorded event unticks it', () => {
    fc.assert(
      fc.property(account, account, fc.boolean(), (one, then, published) =>
        expect(isTicked(one, { ...eventOf(then), published }, NONE)).toBe(published),
      ),
    );
  });
});

const eventOf = ({ status, statusOn }: AccountStanding) => ({ status, statusOn });

it('an account waits for a publication exactly when its box is not what residents see', () => {
  expect(accountPublication(true, true)).toBe('published');
  expect(accountPublication(false, true)).toBe('marked');
  expect(accountPublication(true, false)).toBe('to_withdraw');
  expect(accountPublication(false, false)).toBe('unpublished');
});
