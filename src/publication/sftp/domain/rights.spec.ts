import fc from 'fast-check';
import { type Place, placeAt, ROOM_PATHS, type SenderRoom } from './place.js';
import { type Deed, dropOf, may, mayRename, sizeLimit } from './rights.js';

const at = (path: string) => placeAt(path) ?? { kind: 'root' as const };
const file = (path: string) => at(path) as Extract<Place, { kind: 'file' }>;
const SHA = 'a'.repeat(64);
const deed = fc.constantFrom<Deed>('list', 'read', 'write', 'remove');
const name = fc.oneof(
  fc.constantFrom(
    SHA,
    `${SHA}.part`,
    'R-1.xml',
    'R-1.xml.gz.part',
    'R-1.commit',
    'R-1.xml.filepart',
    'R-1.missing.csv',
  ),
  fc.stringMatching(/^[A-Za-z0-9._:-]{1,40}$/),
);
const place = fc.record({
  kind: fc.constant('file' as const),
  room: fc.constantFrom(...(Object.keys(ROOM_PATHS) as SenderRoom[])),
  name,
});

describe('rights of senders', () => {
  it('are to put manifests, commands and files, whole or under way [PUB-82] [PUB-84]', () => {
    for (const path of ['in/R-1.xml', 'in/R-1.xml.gz.part', 'in/R-1.commit', `files/${SHA}`, `files/${SHA}.part`])
      expect(may('write', at(path))).toBe(true);
    for (const path of [
      'in/notes.txt',
      'in/R-1.zip.part',
      'files/x',
      `files/${SHA.toUpperCase()}`,
      `files/rejected/${SHA}`,
    ])
      expect(may('write', at(path))).toBe(false);
    expect([dropOf(file(`files/${SHA}`)), dropOf(file(`files/${SHA}.filepart`))]).toEqual(['whole', 'under_way']);
  });

  it('are to read answers, and nothing that was sent', () => {
    expect(may('read', at('out/R-1.report.json'))).toBe(true);
    for (const path of ['in/R-1.xml.part', `files/${SHA}`, `files/rejected/${SHA}`, 'archive/R-1.xml'])
      expect(may('read', at(path))).toBe(false);
  });

  it('are to remove answers, what is under way, and files; not what was said', () => {
    for (const path of ['out/R-1.report.json', 'in/R-1.xml.part', `files/${SHA}`, `files/rejected/${SHA}`])
      expect(may('remove', at(path))).toBe(true);
    for (const path of ['in/R-1.xml', 'archive/R-1.xml', 'in', '/']) expect(may('remove', at(path))).toBe(false);
  });

  it('let what is under way take its name, in its room only [PUB-82] [PUB-84]', () => {
    expect(mayRename(at('in/R-1.xml.part'), at('in/R-1.xml'))).toBe(true);
    expect(mayRename(at(`files/${SHA}.part`), at(`files/${SHA}`))).toBe(true);
    expect(mayRename(at('in/R-1.xml'), at('in/R-2.xml'))).toBe(false);
    expect(mayRename(at('in/R-1.xml.part'), at('out/R-1.report.json'))).toBe(false);
    expect(mayRename(at('in/R-1.xml.part'), at(`files/${SHA}`))).toBe(false);
    expect(mayRename(at('in'), at('out'))).toBe(false);
  });

  it('bound what may be put', () => {
    expect(sizeLimit(file(`files/${SHA}.part`))).toBe(104_857_600);
    expect(sizeLimit(file('in/R-1.xml.gz.part'))).toBe(2 * 1_024 ** 3);
    expect(sizeLimit(file('in/R-1.commit'))).toBe(1_024);
  });

  it('never let anything be written where answers are, nor read where things are put', () => {
    fc.assert(
      fc.property(deed, place, place, (what, one, other) => {
        if (may(what, one) && what === 'write') expect(['in', 'files']).toContain(one.room);
        if (may(what, one) && what === 'read') expect(one.room).toBe('out');
        if (one.room === 'archive') expect(may(what, one)).toBe(false);
        if (mayRename(one, other))
          expect([one.room, dropOf(one), dropOf(other) !== null]).toEqual([other.room, 'under_way', true]);
      }),
      { numRuns: 1_000 },
    );
  });
});
