import fc from 'fast-check';
import { FEATURES, featureProblems } from './features.js';
import { boundBy, closed, opened, reminderDue } from './licensed-features.js';

const someFeatures = fc.subarray([...FEATURES]);

describe('what licences open and close', () => {
  it('adds each once, in the order they are shown', () => {
    expect(opened(['tickets', 'extranet'], ['sepa', 'tickets'])).toEqual(['extranet', 'tickets', 'sepa']);
  });

  it('takes away what ended, and what cannot do without it', () => {
    expect(closed('agency', ['extranet', 'tickets', 'sepa'], ['extranet'])).toEqual(['tickets']);
    expect(closed('agency', ['extranet', 'tickets', 'sepa'], ['tickets'])).toEqual(['extranet', 'sepa']);
  });

  it('never leaves features that cannot go together, nor one that ended', () => {
    fc.assert(
      fc.property(someFeatures, someFeatures, (features, ended) => {
        const left = closed('agency', features, ended);
        return featureProblems('agency', left).length === 0 && !left.some((feature) => ended.includes(feature));
      }),
    );
  });

  it('decides of nothing that the operator left open without an end', () => {
    expect(boundBy(['extranet', 'tickets'], ['extranet'], [])).toEqual(['tickets']);
    expect(boundBy(['extranet', 'tickets'], ['extranet'], ['extranet'])).toEqual(['extranet', 'tickets']);
  });
});

describe('reminders of an end', () => {
  const term = (today: string, acceptedOn = '2026-01-01') => reminderDue({ until: '2026-12-31', acceptedOn, today });

  it('are due 30 and 7 days before, and once the day was missed', () => {
    expect(term('2026-11-30')).toBeNull();
    expect(term('2026-12-01')).toBe(30);
    expect(term('2026-12-23')).toBe(30);
    expect(term('2026-12-24')).toBe(7);
    expect(term('2026-12-31')).toBe(7);
    expect(term('2027-01-01')).toBeNull();
  });

  it('do not repeat what was read when the key was validated', () => {
    expect(term('2026-12-12', '2026-12-11')).toBeNull();
    expect(term('2026-12-25', '2026-12-11')).toBe(7);
    expect(term('2026-12-30', '2026-12-29')).toBeNull();
  });
});
