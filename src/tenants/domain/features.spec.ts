import { FEATURES, featureProblems, featuresOf } from './features.js';

describe('features [ADM-02]', () => {
  it('has every feature in at least one kind of tenant', () => {
    expect(new Set([...featuresOf('agency'), ...featuresOf('diagnostic_firm')])).toEqual(new Set(FEATURES));
  });

  it('refuses a one-off debit without the extranet [COL-01]', () => {
    expect(featureProblems('agency', ['sepa'])).toEqual([{ feature: 'sepa', needs: 'extranet' }]);
    expect(featureProblems('agency', ['sepa', 'extranet'])).toEqual([]);
  });

  it('refuses what is not for that kind of tenant', () => {
    expect(featureProblems('diagnostic_firm', ['diagnostics', 'tickets'])).toEqual([{ feature: 'tickets', needs: null }]);
  });
});
