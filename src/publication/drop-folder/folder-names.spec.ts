import fc from 'fast-check';
import { parseDropped } from './folder-names.js';

describe('names in the folder', () => {
  it('are those of manifests and of commands [PUB-82] [PUB-85]', () => {
    expect(parseDropped('2025-11-14T20-00.xml')).toEqual({
      kind: 'manifest',
      runRef: '2025-11-14T20-00',
      ending: '.xml',
    });
    expect(parseDropped('R-1.xml.gz')).toEqual({ kind: 'manifest', runRef: 'R-1', ending: '.xml.gz' });
    for (const command of ['commit', 'commit-partial', 'abandon'])
      expect(parseDropped(`R-1.${command}`)).toEqual({ kind: 'command', runRef: 'R-1', command });
  });

  it('are nothing else: no file under way, hidden, or with a path in it [PUB-82]', () => {
    const strangers = [
      'R-1.xml.part',
      'R-1.xml.gz.part',
      '.xml',
      '..xml',
      '.R-1.xml',
      '../x.xml',
      'a/b.xml',
      'R 1.xml',
    ];
    for (const name of [...strangers, 'R-1', 'R-1.XML', 'commit', '.commit', 'R-1.zip', `${'x'.repeat(65)}.xml`])
      expect(parseDropped(name)).toBeNull();
  });

  it('never lead out of the folder, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('.xml', '.xml.gz', '.commit'), (start, ending) => {
        const runRef = parseDropped(start + ending)?.runRef ?? 'none';
        expect(runRef).not.toMatch(/^\.|[/\\\0]/);
      }),
    );
  });
});
