import fc from 'fast-check';
import { isResidentLogin, loginFor, loginStem, provisionalPassword, type Random } from './provisional-password.js';

const sequence = (numbers: number[]): Random => {
  let index = 0;
  return (below) => (numbers[index++ % numbers.length] ?? 0) % below;
};

describe('provisional logins and passwords', () => {
  it('makes the login of the first letters of the name and four digits [ACC-27]', () => {
    expect(loginFor('Pierre PROPRIETAIRE', sequence([4, 8, 2, 1]))).toBe('pierrep4821');
  });

  it.each([
    ['Léa ROUX', 'learoux'],
    ['SCI Cœur d’Îlot', 'scicoeu'],
    ['O’Brien', 'obrien'],
    ['李', 'client'],
  ])('writes %s in plain letters: %s', (name, stem) => expect(loginStem(name)).toBe(stem));

  it('makes a login that can be one, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.nat(), { minLength: 1 }), (name, numbers) =>
        isResidentLogin(loginFor(name, sequence(numbers))),
      ),
    );
  });

  it('makes ten characters without those read one for the other [ACC-27]', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 10, maxLength: 10 }), (numbers) =>
        /^[^0O1lI]{10}$/.test(provisionalPassword(sequence(numbers))),
      ),
    );
  });
});
