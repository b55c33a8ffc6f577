import { readEntryFilter } from './entry-filter.js';

describe('the filter of a statement [ACC-50]', () => {
  it('reads amounts as people write them', () => {
    expect(readEntryFilter('184,37')?.amount).toEqual({ least: 18_437, most: 18_437 });
    expect(readEntryFilter(' 1 250.5 € ')?.amount).toEqual({ least: 125_050, most: 125_059 });
    expect(readEntryFilter('250')?.amount).toEqual({ least: 25_000, most: 25_099 });
    expect(readEntryFilter('-80,00')?.amount).toEqual({ least: 8_000, most: 8_000 });
  });

  it('is words otherwise, and nothing when empty', () => {
    expect(readEntryFilter('Appel 4e trimestre')).toEqual({ text: 'Appel 4e trimestre', amount: null });
    expect(readEntryFilter('12345678901')?.amount).toBeNull();
    expect(readEntryFilter('   ')).toBeNull();
  });
});
