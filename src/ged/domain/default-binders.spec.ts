import { DEFAULT_BINDERS } from './default-binders.js';

const of = (line: string) => DEFAULT_BINDERS.filter((binder) => binder.line === line);

describe('default binders', () => {
  it('are 16 in gérance and 21 in syndic, no path twice in a line [GED-06]', () => {
    expect([of('gerance').length, of('syndic').length]).toEqual([16, 21]);
    expect(new Set(DEFAULT_BINDERS.map((binder) => `${binder.line} ${binder.path.join('/')}`)).size).toBe(37);
  });

  it('deliver syndic invoices to the council and the syndic contract to every co-owner [GED-22] [GED-23]', () => {
    const levels = (name: string) => of('syndic').find((binder) => binder.path[0] === name)?.levels;
    expect(levels('Factures')).toEqual(['council_member', 'president']);
    expect(levels('Contrat de syndic')).toEqual(['co_owner', 'council_member', 'president']);
  });

  it('nest what has two names [GED-26]', () => {
    expect(of('gerance').map((binder) => binder.path)).toContainEqual(['Courriers', 'Locataires']);
  });
});
