import { lineOf, SPACE_KINDS, spaceHome, spaceOfPath, spacePaths } from './resident-space.js';

describe('the addresses of spaces', () => {
  it('lead to a space and back, whatever follows', () => {
    for (const kind of SPACE_KINDS) {
      expect(spaceOfPath(spaceHome(kind))).toBe(kind);
      expect(spaceOfPath(`${spaceHome(kind)}/compte/releve.pdf`)).toBe(kind);
    }
    for (const path of ['/extranet', '/extranet/profil', '/extranet/coproprietaires', '/agence/locataire'])
      expect(spaceOfPath(path)).toBeNull();
  });

  it('give a page its place in each space that has it', () => {
    expect(spacePaths()).toEqual(['extranet/coproprietaire', 'extranet/proprietaire', 'extranet/locataire']);
    expect(spacePaths('depenses', ['co_owner'])).toEqual(['extranet/coproprietaire/depenses']);
    expect(SPACE_KINDS.map(lineOf)).toEqual(['syndic', 'gerance', 'gerance']);
  });
});
