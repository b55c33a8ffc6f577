import fc from 'fast-check';
import { csvLine } from './csv.js';

describe('a line of CSV', () => {
  it('separates by semicolons and quotes what would break the line', () => {
    expect(csvLine(['a', 12, null, 'b;c', 'd "e"', 'f\ng'])).toBe('a;12;;"b;c";"d ""e""";"f\ng"\r\n');
  });

  it('never gives a spreadsheet a formula to run', () => {
    for (const text of ['=1+1', '+33', '-2', '@SUM(A1)', '\t=1']) expect(csvLine([text])).toMatch(/^"?'/);
  });

  it('is one line with as many cells as values, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (values) => {
        const line = csvLine(values).slice(0, -2);
        const cells = line.match(/("(?:[^"]|"")*"|[^;"]*)(?:;|$)/g) ?? [];
        expect(cells.join('')).toBe(line);
        expect(cells.filter((one, index) => one !== '' || index === 0 || line.endsWith(';')).length).toBeGreaterThan(0);
        expect(line.replace(/"(?:[^"]|"")*"/g, '').split(';')).toHaveLength(values.length);
      }),
    );
  });
});
