import { equivalentPath, lineOfPath } from './line-of-path.js';

const PAGES = [
  { here: '/agence/syndic/portefeuille', there: '/agence/gerance/portefeuille' },
  { here: '/agence/syndic/portefeuille/immeubles', there: '/agence/gerance/portefeuille/immeubles' },
  { here: '/agence/syndic/portefeuille/gardiens', there: null },
  { here: '/agence/syndic/identites', there: '/agence/gerance/identites' },
];
const to = (path: string) => equivalentPath(path, '/agence/gerance', PAGES);

describe('the line of a page', () => {
  it('is in its address, or nowhere', () => {
    expect(lineOfPath('/agence/syndic/portefeuille')).toBe('syndic');
    expect(lineOfPath('/agence/gerance')).toBe('gerance');
    expect(lineOfPath('/agence/syndicat')).toBeNull();
    expect(lineOfPath('/gestion/syndic/comptes')).toBe('syndic');
    expect(lineOfPath('/gestion/publications')).toBeNull();
  });

  it('changes for the same page of the other one, else the page around it, else its home [ADM-27]', () => {
    expect(to('/agence/syndic/identites')).toBe('/agence/gerance/identites');
    expect(to('/agence/syndic/portefeuille/immeubles')).toBe('/agence/gerance/portefeuille/immeubles');
    expect(to('/agence/syndic/portefeuille/immeubles/42')).toBe('/agence/gerance/portefeuille/immeubles');
    expect(to('/agence/syndic/portefeuille/gardiens')).toBe('/agence/gerance/portefeuille');
    expect(to('/agence/syndic')).toBe('/agence/gerance');
    expect(to('/gestion/publications')).toBe('/agence/gerance');
  });
});
