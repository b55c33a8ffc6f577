import fc from 'fast-check';
import { initialsOf, shortNameOf } from './initials.js';

describe('initialsOf [ADM-85]', () => {
  it.each([
    ['Cabinet Saurupt', 'S'],
    ['Agence de la Moselle', 'M'],
    ['Diag Lorraine', 'DL'],
    ['Étoile & Fils', 'EF'],
    ['Agence', 'A'],
    ['', '·'],
  ])('%s → %s', (name, initials) => expect(initialsOf(name)).toBe(initials));

  it('needs no escaping', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => /^[\p{L}\p{N}·]{1,8}$/u.test(initialsOf(name))));
  });
});

describe('shortNameOf [ADM-85]', () => {
  it.each([
    ['Saurupt', 'Saurupt'],
    ['Cabinet Saurupt Immobilier', 'Saurupt'],
    ['Agence de la Grande Rue', 'Grande Rue'],
    ['Anticonstitutionnellement', 'Anticonstitu'],
  ])('%s → %s', (name, short) => expect(shortNameOf(name, 12)).toBe(short));
});
