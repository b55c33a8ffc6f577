import fc from 'fast-check';
import { asTitle, attachmentTitle } from './titles.js';

describe('the title of an attachment', () => {
  it('is neutral, in the order of attachments, unless names are used [GED-27]', () => {
    const rules = { useNames: false, prefix: null };
    expect([1, 2].map((place) => attachmentTitle(place, 'constat.jpg', rules))).toEqual([
      'Pièce jointe 1',
      'Pièce jointe 2',
    ]);
  });

  it('is its own name without extension where names are used', () => {
    const rules = { useNames: true, prefix: null };
    expect(attachmentTitle(1, 'PV AG 12.06.2025.pdf', rules)).toBe('PV AG 12.06.2025');
    expect(attachmentTitle(1, '.pdf', rules)).toBe('.pdf');
    expect(attachmentTitle(3, '  .pdf', rules)).toBe('Pièce jointe 3');
  });

  it('begins with the reference of the case where that is asked for', () => {
    expect(attachmentTitle(1, 'Constat.jpg', { useNames: true, prefix: '0152' })).toBe('0152 - Constat');
    expect(attachmentTitle(2, 'Constat.jpg', { useNames: false, prefix: '0152' })).toBe('0152 - Pièce jointe 2');
  });

  it('gives away nothing of the name unless names are used', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 20 }), (name, place) => {
        expect(attachmentTitle(place, name, { useNames: false, prefix: null })).toBe(`Pièce jointe ${place}`);
      }),
    );
  });

  it('is what the publication format takes: 1 to 160 characters, on one line, composed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.boolean(),
        fc.option(fc.constant('0152')),
        (name, useNames, prefix) => {
          const title = attachmentTitle(1, name, { useNames, prefix });
          expect([...title].length).toBeGreaterThan(0);
          expect([...title].length).toBeLessThanOrEqual(160);
          expect(title).toBe(title.normalize('NFC').trim());
          expect(title).not.toMatch(/[\p{Cc}\n]/u);
          expect(asTitle(title)).toBe(title);
        },
      ),
    );
  });
});
