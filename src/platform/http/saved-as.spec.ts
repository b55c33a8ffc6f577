import { describe, expect, it } from '@jest/globals';
import { parse } from 'content-disposition';
import fc from 'fast-check';
import { savedAs } from './saved-as.js';

describe('the name of a download', () => {
  it('is whole for a browser, without accents for what reads ASCII only', () => {
    const header = savedAs('Procès-verbal n° 4 de l’assemblée – œuvre.pdf');
    expect(header).toContain(`filename="Proces-verbal n_ 4 de l'assemblee _ oeuvre.pdf"`);
    expect(parse(header).parameters.filename).toBe('Procès-verbal n° 4 de l’assemblée – œuvre.pdf');
  });

  it('is one line, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (filename) => {
        expect(savedAs(filename, 'inline')).toMatch(/^inline; filename[^\r\n]*$/);
      }),
    );
  });
});
