import fc, { type Arbitrary } from 'fast-check';
import type { BusinessLine } from '../manifest.types.js';

const REF_CHARACTERS = [...'ABCDEFGHJKabcdefghjk0123456789._:/-'];
/** Texts with what XML must escape, accents, characters outside the first plane; trimmed and in normal form C. */
const WORDS = ['Appel', 'été', 'R&D', '<b>', '"x"', "l'eau", '😀', 'ﬁn', '€', 'Žižka', ']]>', '--'];

export const anyRef = fc.string({ unit: fc.constantFrom(...REF_CHARACTERS), minLength: 1, maxLength: 12 });
export const anyText = (max: number) =>
  fc
    .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 })
    .map((words) => [...words.join(' ')].slice(0, max).join('').trim());
export const anyDay = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
export const anyCents = fc.integer({ min: -9_999_999_999, max: 9_999_999_999 });
export const amount = anyCents.filter((cents) => cents !== 0);
export const maybe = <T>(arbitrary: Arbitrary<T>): Arbitrary<T | null> => fc.option(arbitrary, { nil: null });
export const few = <T>(arbitrary: Arbitrary<T>, maxLength = 3) => fc.array(arbitrary, { maxLength });
export const fewDistinct = <T>(arbitrary: Arbitrary<T>, maxLength = 3) =>
  fc.uniqueArray(arbitrary, { maxLength, selector: (item) => JSON.stringify(item) });
export const byRef = <T extends { ref: string }>(arbitrary: Arbitrary<T>, maxLength = 3) =>
  fc.uniqueArray(arbitrary, { maxLength, selector: ({ ref }) => ref });
export const line = fc.constant(0);
export const bool = fc.boolean();
export const email = fc.constantFrom('pierre@example.org', 'p.o+x@sous.domaine.fr');
export const phone = fc.constantFrom('+33612345678', '+687123456', '+352621123456');
export const businessLine = fc.constantFrom<BusinessLine>('gerance', 'syndic');
export const media = {
  bytes: fc.integer({ min: 1, max: 1_000_000 }),
  sha256: fc.constantFrom('0a'.repeat(32), 'f7'.repeat(32)),
};
export const period = fc
  .tuple(maybe(anyDay), maybe(anyDay))
  .map(([a, b]) => (a !== null && b !== null && b < a ? [b, a] : [a, b]));
