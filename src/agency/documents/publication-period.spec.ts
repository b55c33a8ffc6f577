import { standingOf } from './publication-period.js';

describe('where a document stands', () => {
  it('is by its days, both included [GED-70]', () => {
    const of = (publishedFrom: string, publishedUntil: string | null) =>
      standingOf({ publishedFrom, publishedUntil }, '2025-11-14');
    expect(of('2025-11-14', null)).toBe('shown');
    expect(of('2025-11-15', null)).toBe('to_come');
    expect(of('2025-01-01', '2025-11-14')).toBe('shown');
    expect(of('2025-01-01', '2025-11-13')).toBe('ended');
  });
});
