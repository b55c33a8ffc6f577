import fc from 'fast-check';
import { resolve, sep } from 'node:path';
import { type Place, pathOf, placeAt, ROOM_PATHS } from './place.js';

const ROOT = '/drop/saurupt/LSC';
/** What a disk would make of the place. */
const onDisk = (place: Place) => resolve(ROOT, `.${pathOf(place)}`);
const nasty = fc.constantFrom(
  '..',
  '.',
  '',
  'in',
  'files',
  'rejected',
  'out',
  'archive',
  '.runs',
  'a',
  '...',
  '.. ',
  '%2e%2e',
);
const odd = fc.constantFrom(
  '\0',
  '\\',
  '..\\..',
  '\u2025',
  '\uff0e\uff0e',
  '\u202e',
  '~',
  'C:',
  '\ufffd',
  'é',
  '|',
  '$HOME',
);
const paths = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.oneof(nasty, odd, fc.string()), { maxLength: 12 }).map((steps) => steps.join('/')),
);

describe('paths of senders', () => {
  it('lead to the rooms and to what is in them, from wherever they are said', () => {
    expect(placeAt('.')).toEqual({ kind: 'root' });
    expect(placeAt('/in/')).toEqual({ kind: 'room', room: 'in' });
    expect(placeAt('in/R-1.xml.part')).toEqual({ kind: 'file', room: 'in', name: 'R-1.xml.part' });
    expect(placeAt('/out/../files/./rejected')).toEqual({ kind: 'room', room: 'rejected' });
    expect(placeAt('/files/rejected/x')).toEqual({ kind: 'file', room: 'rejected', name: 'x' });
    expect(placeAt('/../../..')).toEqual({ kind: 'root' });
  });

  it('lead to nothing else', () => {
    const nowhere = [
      '/etc/passwd',
      '/in/a/b',
      '/archive/.runs',
      '/archive/.runs/x',
      '/in/.hidden',
      '/IN',
      '/in/a\0b',
      '/in/a\\b',
    ];
    for (const path of [
      ...nowhere,
      '/in/a b',
      '/in/é',
      '/rejected',
      `/in/${'x'.repeat(101)}`,
      '/in/...',
      `/${'in/../'.repeat(200)}in`,
    ])
      expect(placeAt(path)).toBeNull();
  });

  it('never lead out of the folder, nor to what is hidden in it, whatever they are', () => {
    fc.assert(
      fc.property(paths, (path) => {
        const place = placeAt(path);
        if (!place) return;
        const real = onDisk(place);
        expect(real === ROOT || real.startsWith(ROOT + sep)).toBe(true);
        expect(real).not.toMatch(/[\0\\]|\/\./);
        const parts = real.slice(ROOT.length + 1).split(sep);
        expect(
          place.kind === 'root' || Object.values(ROOM_PATHS).some((room) => parts.join('/').startsWith(room)),
        ).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('mean the same once they are written out', () => {
    fc.assert(
      fc.property(paths, (path) => {
        const place = placeAt(path);
        if (place) expect(placeAt(pathOf(place))).toEqual(place);
      }),
    );
  });
});
