import fc from 'fast-check';
import { isApe, isFrenchVatNumber, isSiret } from './registered-numbers.js';

describe('isSiret [ADM-36]', () => {
  it.each(['73282932000074', '732 829 320 00074', '35600000000048', '35600000049837'])('takes %s', (siret) => expect(isSiret(siret)).toBe(true));
  it.each(['', '73282932000075', '7328293200007', '7328293200007A'])('refuses "%s"', (siret) => expect(isSiret(siret)).toBe(false));

  it('notices any single digit that was mistyped', () => {
    const siret = '73282932000074';
    fc.assert(
      fc.property(fc.nat(13), fc.integer({ min: 1, max: 9 }), (at, shift) => {
        const wrong = String((Number(siret[at]) + shift) % 10);
        return !isSiret(siret.slice(0, at) + wrong + siret.slice(at + 1));
      }),
    );
  });
});

describe('isApe [ADM-36]', () => {
  it('wants four digits and a capital letter', () => {
    expect(['6832A', '68.32A', '6832a', '683A'].map(isApe)).toEqual([true, false, false, false]);
  });
});

describe('isFrenchVatNumber [ADM-36]', () => {
  it('checks the key against the SIREN', () => {
    expect(['FR44732829320', 'FR 44 732829320', 'FR45732829320', 'FR44732829321', 'BE0732829320'].map(isFrenchVatNumber)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
