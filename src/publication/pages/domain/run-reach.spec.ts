import fc from 'fast-check';
import type { BusinessLine } from '../../manifest/manifest.types.js';
import { type Reader, reachOf } from './run-reach.js';

const BOTH: BusinessLine[] = ['gerance', 'syndic'];
const syndic: Reader = { lines: ['syndic'], buildingIds: null };
const someBuildings: Reader = { lines: BOTH, buildingIds: ['b1'] };
const everyone: Reader = { lines: BOTH, buildingIds: null };
const lines = fc.subarray(BOTH);

describe('reachOf', () => {
  it('hides from one line the runs of the other, and gives the figures of those of both', () => {
    expect(reachOf(syndic, ['gerance'], BOTH)).toBe('none');
    expect(reachOf(syndic, BOTH, BOTH)).toBe('figures');
    expect(reachOf(syndic, ['syndic'], BOTH)).toBe('whole');
  });

  it('gives the figures to who works for some buildings', () => {
    expect(reachOf(someBuildings, ['syndic'], BOTH)).toBe('figures');
  });

  it('is whole in an agency of one line, for who works for it, whatever a run says', () => {
    expect(reachOf(syndic, ['gerance', 'syndic'], ['syndic'])).toBe('whole');
    expect(reachOf(everyone, [], BOTH)).toBe('whole');
  });

  it('never gives rows of a line to who does not work for it', () => {
    fc.assert(
      fc.property(lines, lines, fc.boolean(), (own, ofRun, limited) => {
        const reach = reachOf({ lines: own, buildingIds: limited ? ['b1'] : null }, ofRun, BOTH);
        const foreign = ofRun.some((line) => !own.includes(line));
        if (foreign || limited) expect(reach).not.toBe('whole');
        if (ofRun.length > 0 && !ofRun.some((line) => own.includes(line))) expect(reach).toBe('none');
      }),
    );
  });
});
