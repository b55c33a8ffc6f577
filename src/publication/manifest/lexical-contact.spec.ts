import fc from 'fast-check';
import { bic, email, iban, ics, phone } from './lexical-contact.js';
import { country } from './format/country.js';

describe('ways to reach and to pay, in the manifest', () => {
  it('takes addresses of RFC 5321 and refuses what is not one', () => {
    const right = ['pierre@example.org', 'p.o+x@sous.domaine.fr', '"a b"@example.org', `${'a'.repeat(64)}@example.org`];
    expect(right.filter((raw) => email.parse(raw) === undefined)).toEqual([]);
    const wrong = [
      '',
      'pierre',
      'pierre@',
      '@x.fr',
      'a@b',
      'a b@x.fr',
      'a..b@x.fr',
      'a@-x.fr',
      'a@x.fr,b@x.fr',
      `${'a'.repeat(65)}@x.fr`,
      `a@${'x.'.repeat(130)}fr`,
    ];
    expect(wrong.filter((raw) => email.parse(raw) !== undefined)).toEqual([]);
  });

  it.each([
    ['06 12 34 56 78', '+33612345678'],
    ['03.83.11.22.33', '+33383112233'],
    ['+33 (0)3 83 11 22 33', '+33383112233'],
    ['0033383112233', '+33383112233'],
    ['+687 12.34.56', '+687123456'],
    ['+352 621 123 456', '+352621123456'],
  ])('reads the telephone %s as %s', (raw, expected) => {
    expect(phone.parse(raw)).toBe(expected);
  });

  it('refuses telephones that cannot be', () => {
    const wrong = [
      '',
      '06 12 34 56',
      '0012',
      'néant',
      '+33 6 12',
      '+687 1',
      '0612345678 poste 2',
      '00 12 34 56 78 90 12 34 56 78',
    ];
    expect(wrong.filter((raw) => phone.parse(raw) !== undefined)).toEqual([]);
  });

  it('gives back a normalised telephone unchanged', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100_000_000, max: 999_999_999 }),
        (n) => phone.parse(`0${n}`) === `+33${n}` && phone.parse(`+33${n}`) === `+33${n}`,
      ),
    );
  });

  it('checks IBAN by modulo 97 and BIC by its shape', () => {
    expect(iban.parse('FR76 3000 6000 0112 3456 7890 189')).toBe('FR7630006000011234567890189');
    expect(iban.parse('FR7630006000011234567890188')).toBeUndefined();
    expect(bic.parse('AGRIFRPP')).toBe('AGRIFRPP');
    expect(['AGRIFRP', 'AGRIFRPP12', ''].filter((raw) => bic.parse(raw) !== undefined)).toEqual([]);
  });

  it('checks a creditor identifier by modulo 97 without its business code', () => {
    expect(ics.parse('DE98ZZZ09999999999')).toBe('DE98ZZZ09999999999');
    expect(ics.parse('DE98ABC09999999999')).toBe('DE98ABC09999999999');
    expect(ics.parse('FR72 ZZZ 123456')).toBe('FR72ZZZ123456');
    expect(['DE97ZZZ09999999999', 'FR00', '', 'FR72ZZZ123457'].filter((raw) => ics.parse(raw) !== undefined)).toEqual(
      [],
    );
  });

  it('finds every change of one digit in a creditor identifier', () => {
    const right = 'DE98ZZZ09999999999';
    fc.assert(
      fc.property(fc.integer({ min: 7, max: right.length - 1 }), fc.integer({ min: 1, max: 9 }), (at, shift) => {
        const digit = (Number(right[at]) + shift) % 10;
        return ics.parse(right.slice(0, at) + digit + right.slice(at + 1)) === undefined;
      }),
    );
  });

  it('takes countries that exist', () => {
    expect(['FR', 'LU', 'NC'].map((raw) => country.parse(raw))).toEqual(['FR', 'LU', 'NC']);
    expect(['fr', 'FRA', 'QX', ''].filter((raw) => country.parse(raw) !== undefined)).toEqual([]);
  });
});
