import fc from 'fast-check';
import { binderName, readBinderName } from './binder-name.js';

describe('the name of a binder', () => {
  it('nests at each "/", three segments at most', () => {
    expect(readBinderName('Courriers / Locataires')).toEqual(['Courriers', 'Locataires']);
    expect(readBinderName('  Courriers/Locataires/ Divers ')).toEqual(['Courriers', 'Locataires', 'Divers']);
    expect(readBinderName('a/b/c/d')).toBe('name-depth');
    for (const wrong of ['/', 'a/', '/a', 'a//b', 'x'.repeat(61)]) expect(readBinderName(wrong)).toBe('name-segment');
    for (const wrong of ['', '  ', '\u0000']) expect(readBinderName(wrong)).toBe('name-wanted');
    expect(readBinderName('🏠'.repeat(60))).toHaveLength(1);
  });

  it('read back from what is shown is the same', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (typed) => {
        const path = readBinderName(typed);
        if (typeof path !== 'string') expect(readBinderName(binderName(path))).toEqual(path);
      }),
    );
  });
});
