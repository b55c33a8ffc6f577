import { recordHref } from './record-href.js';

const karim = {
  id: '1',
  parts: [
    { part: 'lessee', line: 'gerance' as const },
    { part: 'co_owner', line: 'syndic' as const },
  ],
  supplierId: null,
};

describe('the record of an identity', () => {
  it('is in the line that is open, else in another one the viewer works in [ADM-61]', () => {
    expect(recordHref(karim, 'syndic', ['gerance', 'syndic'])).toBe('/agence/syndic/portefeuille/coproprietaires/1');
    expect(recordHref(karim, 'gerance', ['gerance', 'syndic'])).toBe('/agence/gerance/portefeuille/locataires/1');
    expect(recordHref({ ...karim, parts: [karim.parts[0]!] }, 'syndic', ['gerance', 'syndic'])).toBe(
      '/agence/gerance/portefeuille/locataires/1',
    );
    expect(recordHref({ ...karim, parts: [karim.parts[0]!] }, 'syndic', ['syndic'])).toBeNull();
  });

  it('is the supplier’s for who is nothing else', () => {
    expect(recordHref({ id: '2', parts: [], supplierId: '9' }, 'syndic', ['syndic'])).toBe(
      '/agence/syndic/portefeuille/fournisseurs/9',
    );
    expect(recordHref({ id: '2', parts: [], supplierId: null }, 'syndic', ['syndic'])).toBeNull();
  });
});
