import { CATEGORIES, categoriesOf, categoryOfAccount } from './staff-categories.js';

const slugs = (line: 'gerance' | 'syndic', suppliers = true) =>
  categoriesOf(line, { suppliers }).map(({ slug }) => slug);

describe('categories of the portfolio', () => {
  it('are those of the line, in their order [ADM-38]', () => {
    expect(slugs('gerance')).toEqual(['immeubles', 'proprietaires', 'locataires', 'lots', 'fournisseurs']);
    expect(slugs('syndic')).toEqual([
      'immeubles',
      'coproprietaires',
      'conseil-syndical',
      'gardiens',
      'lots',
      'fournisseurs',
    ]);
  });

  it('hold suppliers only for tickets or "Nos partenaires" [ADM-40]', () => {
    expect(slugs('gerance', false)).not.toContain('fournisseurs');
    expect(slugs('syndic', false)).not.toContain('fournisseurs');
  });

  it('find each kind of client under its own name', () => {
    const found = (['co_owner', 'landlord', 'lessee'] as const).map((kind) => categoryOfAccount(kind).key);
    expect(found).toEqual(['co_owners', 'landlords', 'lessees']);
    expect(new Set(CATEGORIES.map(({ slug }) => slug)).size).toBe(CATEGORIES.length);
  });
});
