import fc from 'fast-check';
import { searchQuery } from './search-query.js';

describe('search query', () => {
  it('asks for the beginning of every word, whatever the accents, capitals and signs between', () => {
    expect(searchQuery('  RÈGLEMENT, l’eau ')).toBe("'reglement':* & 'l':* & 'eau':*");
  });

  it('knows the short names of the trade, both ways', () => {
    expect(searchQuery('PV 2026')).toBe("('pv':* | ('proces' & 'verbal') | ('proces' & 'verbaux')) & '2026':*");
    expect(searchQuery('procès-verbal')).toBe("(('proces':* & 'verbal':*) | 'pv' | ('proces' & 'verbaux'))");
    expect(searchQuery('Assemblée générale')).toBe(
      "(('assemblee':* & 'generale':*) | 'ag' | ('assemblees' & 'generales') | 'assemblee')",
    );
  });

  it('is null when there is nothing to look for', () => {
    expect(searchQuery(' % ’ ')).toBeNull();
  });

  it('holds nothing but letters and figures between its quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const query = searchQuery(typed);
        if (query !== null) expect(query).toMatch(/^[('\p{L}\p{N}:*&|) ]+$/u);
        if (query !== null) expect((query.match(/'/g) ?? []).length % 2).toBe(0);
      }),
    );
  });
});
