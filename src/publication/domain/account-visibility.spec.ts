import { type HidingSettings, isHidden } from './account-visibility.js';

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
