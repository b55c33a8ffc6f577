import { titlesOf } from './document-titles.js';

describe('titles of files added by hand', () => {
  it('are the one given, numbered when there are several', () => {
    expect(titlesOf('Carte', ['a.pdf'])).toEqual(['Carte']);
    expect(titlesOf('Carte', ['a.pdf', 'b.pdf'])).toEqual(['Carte (1)', 'Carte (2)']);
  });

  it('are names of files without their ending where none is given, never empty, never too long', () => {
    expect(titlesOf('', ['Carte pro 2026.pdf', 'sans-fin', '.pdf', 'v1.2 signé.pdf'])).toEqual([
      'Carte pro 2026',
      'sans-fin',
      '.pdf',
      'v1.2 signé',
    ]);
    expect([...titlesOf('', [`${'🏠'.repeat(199)}.pdf`])[0]!]).toHaveLength(160);
  });
});
