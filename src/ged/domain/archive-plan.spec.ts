import fc from 'fast-check';
import { type ArchivedDocument, planArchive } from './archive-plan.js';
import { asFilename, savedName } from './document-names.js';

const document = (given: Partial<ArchivedDocument> = {}): ArchivedDocument => ({
  ...{ id: 'd', sha256: 'a', bytes: 10, folders: [], title: 'Bail', date: '2025-01-02', mediaType: 'application/pdf' },
  ...given,
});

describe('an archive of documents', () => {
  it('names files by date and title [RES-31]', () => {
    expect(savedName(document({ title: 'PV d’assemblée : 12/06' }))).toBe('2025-01-02 - PV d’assemblée 12 06.pdf');
    expect(planArchive([document({ folders: ['Locataires', 'Sinistre'] })]).entries[0]!.name).toBe(
      'Locataires/Sinistre/2025-01-02 - Bail.pdf',
    );
  });

  it('stops at the limits and says so [RES-31]', () => {
    const three = [document(), document(), document()];
    expect(planArchive(three, { files: 2, bytes: 100 })).toMatchObject({ cut: true, entries: { length: 2 } });
    expect(planArchive(three, { files: 9, bytes: 25 })).toMatchObject({ cut: true, entries: { length: 2 } });
    expect(planArchive(three, { files: 3, bytes: 30 })).toMatchObject({ cut: false, entries: { length: 3 } });
  });

  it('gives each file a name of its own that leads nowhere else, whatever the titles [RES-31]', () => {
    const title = fc.oneof(
      fc.constantFrom('Bail', 'bail', '..', '../../etc/passwd', 'a.pdf', '', '   ', 'CON\u202e'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(fc.record({ title, folders: fc.array(title, { maxLength: 2 }) })), (given) => {
        const names = planArchive(given.map(document)).entries.map(({ name }) => name);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(given.length);
        for (const segment of names.flatMap((name) => name.split('/')))
          expect(segment).not.toMatch(/^\.{0,2}$|[\\:*?"<>|]/);
      }),
    );
  });

  it('never makes a name empty', () => {
    fc.assert(fc.property(fc.string(), (text) => asFilename(text).length > 0));
  });
});
