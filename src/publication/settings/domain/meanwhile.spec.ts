import fc from 'fast-check';
import { InvalidInput } from '../../../platform/errors/index.js';
import { changeOf, refuseIfChanged, seenOf, type SettingValues } from './meanwhile.js';

const last = { who: 'Claire DURAND', when: new Date('2025-11-14T19:00:00Z') };
const current: SettingValues = { boxed: true, days: 30, since: null };

describe('settings saved by two people', () => {
  const errors = (typed: SettingValues, seen: string) => {
    try {
      refuseIfChanged({ current, typed, seen, last });
      return [];
    } catch (error) {
      return (error as InvalidInput).fields;
    }
  };

  it('come back to the second with the values of the first beside his', () => {
    const seen = seenOf({ boxed: false, days: 7, since: '2025-11-01' });
    expect(errors({ boxed: false, days: 7, since: '2025-11-01' }, seen)).toEqual([
      { field: '', sentence: 'publication-settings:meanwhile.summary', values: { who: 'Claire DURAND' } },
      { field: 'boxed', sentence: 'publication-settings:meanwhile.ticked', values: { who: 'Claire DURAND' } },
      { field: 'days', sentence: 'publication-settings:meanwhile.wrote', values: { who: 'Claire DURAND', value: 30 } },
      { field: 'since', sentence: 'publication-settings:meanwhile.emptied', values: { who: 'Claire DURAND' } },
    ]);
  });

  it('are taken when nothing was saved meanwhile, or when both wrote the same', () => {
    expect(errors({ boxed: false, days: 7, since: null }, seenOf(current))).toEqual([]);
    expect(errors(current, 'of another day')).toEqual([]);
  });

  it('are known by what they hold, whatever their order', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.boolean(), fc.integer(), fc.constant(null))), (values) => {
        const turned = Object.fromEntries(Object.entries(values).reverse());
        expect(seenOf(turned)).toBe(seenOf(values));
        expect(seenOf({ ...values, further: 'x' })).not.toBe(seenOf(values));
      }),
    );
  });

  it('leave in the register what they were and what they are, of those that changed', () => {
    expect(changeOf(current, { ...current, days: 60 })).toEqual({ old: { days: 30 }, new: { days: 60 } });
    expect(changeOf(current, { ...current })).toBeNull();
  });
});
