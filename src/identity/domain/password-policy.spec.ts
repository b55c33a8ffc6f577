import fc from 'fast-check';
import { type PasswordFacts, passwordProblem } from './password-policy.js';

const facts: PasswordFacts = {
  names: ['pierrep4821', 'Pierre', 'Propriétaire', 'Cabinet Saurupt', 'saurupt'],
  common: false,
  former: false,
};
const refused = (password: string, change: Partial<PasswordFacts> = {}) =>
  passwordProblem(password, { ...facts, ...change })?.sentence;

describe('the password policy', () => {
  it('refuses eleven characters, accepts a phrase of fourteen [RES-14]', () => {
    expect(refused('soleil')).toBe('identity:password.too-short');
    expect(refused('onze lettre')).toBe('identity:password.too-short');
    expect(refused('trois pies bleu')).toBeUndefined();
  });

  it('counts characters as people do', () => {
    expect(refused('é'.normalize('NFD').repeat(11))).toBe('identity:password.too-short');
    expect(refused('🌻🌧️ petit jardin')).toBeUndefined();
  });

  it.each([
    'pierrep4821!',
    'Pierre-Proprietaire',
    'PROPRIÉTAIRE2025',
    'saurupt-saurupt',
    'CabinetSaurupt54',
    'cabinet.saurupt.1',
  ])('refuses %s, made of login, name or agency [RES-14]', (password) =>
    expect(refused(password)).toBe('identity:password.made-of-names'),
  );

  it('lets a name stand in a longer phrase', () => expect(refused('pierre aime les tilleuls')).toBeUndefined());

  it('refuses the commonest, the repeated and the former one [RES-14]', () => {
    expect(refused('quelconque quelconque', { common: true })).toBe('identity:password.too-common');
    expect(refused('abababababab')).toBe('identity:password.too-common');
    expect(refused('le provisoire donné', { former: true })).toBe('identity:password.same-as-former');
  });

  it('accepts nothing shorter than twelve or longer than two hundred, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (password) => {
        const { length } = [...password.normalize('NFC')];
        const sentence = refused(password);
        if (length < 12) return sentence === 'identity:password.too-short';
        if (length > 200) return sentence === 'identity:password.too-long';
        return sentence !== 'identity:password.too-short' && sentence !== 'identity:password.too-long';
      }),
    );
  });

  it('never accepts a name with a few digits or signs around it, in any letter case', () => {
    const name = fc.constantFrom(...facts.names);
    const few = fc.string({ unit: fc.constantFrom('1', '2', '!', '-', ' ', '.'), maxLength: 5 });
    fc.assert(
      fc.property(few, name, few, fc.boolean(), (before, middle, after, upper) => {
        if ([...before, ...after].filter((one) => /\d/.test(one)).length > 5) return true;
        const password = `${before}${upper ? middle.toUpperCase() : middle}${after}`;
        return refused(password) !== undefined;
      }),
    );
  });
});
