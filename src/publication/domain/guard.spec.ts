import fc from 'fast-check';
import { guardReasons, type SectionForecast, SHIPPED_THRESHOLDS } from './guard.js';

const forecast = (change: Partial<SectionForecast>): SectionForecast => ({
  section: 'documents',
  published: 1000,
  listed: 1000,
  setAside: 0,
  unlisted: 0,
  remaining: 1000,
  ...change,
});
const kinds = (change: Partial<SectionForecast>) =>
  guardReasons([forecast(change)], [], SHIPPED_THRESHOLDS).map((reason) => reason.kind);

describe('guardReasons', () => {
  it('holds a run that withdraws 300 of 1,000 documents, not one that withdraws 150 [PUB-89]', () => {
    expect(kinds({ unlisted: 300, remaining: 700 })).toEqual(['withdrawals']);
    expect(kinds({ unlisted: 150, remaining: 850 })).toEqual([]);
    expect(kinds({ unlisted: 200, remaining: 800 })).toEqual([]);
    expect(kinds({ unlisted: 201, remaining: 799 })).toEqual(['withdrawals']);
  });

  it('lets small agencies withdraw up to the floor [PUB-89]', () => {
    expect(kinds({ published: 60, unlisted: 50, remaining: 10 })).toEqual([]);
    expect(kinds({ published: 60, unlisted: 51, remaining: 9 })).toEqual(['withdrawals']);
  });

  it('holds a section that falls from ten rows or more to none, thresholds or not [PUB-90]', () => {
    expect(kinds({ section: 'suppliers', published: 12, unlisted: 12, remaining: 0 })).toEqual(['emptied']);
    expect(kinds({ section: 'suppliers', published: 9, unlisted: 9, remaining: 0 })).toEqual([]);
    expect(kinds({ published: 12, unlisted: 0, remaining: 0 })).toEqual([]);
  });

  it('holds a run with too many rows set aside [PUB-91]', () => {
    expect(kinds({ setAside: 51 })).toEqual(['set_aside']);
    expect(kinds({ setAside: 50 })).toEqual([]);
    expect(kinds({ listed: 10_000, setAside: 500 })).toEqual([]);
  });

  it('holds a binder that opens its documents to more people [PUB-92]', () => {
    const widening = {
      line: 'syndic' as const,
      path: ['Factures'],
      levels: ['co_owner' as const],
      documents: 142,
      readers: 43,
    };
    expect(guardReasons([], [widening], {})).toEqual([{ kind: 'widened', ...widening }]);
    expect(guardReasons([], [{ ...widening, documents: 0, readers: 0 }], {})).toEqual([]);
  });

  it('obeys the thresholds of the agency [PUB-94]', () => {
    const own = { documents: { floor: 10, percent: 90 } };
    expect(guardReasons([forecast({ unlisted: 300, remaining: 700 })], [], own)).toEqual([]);
  });

  it('never holds a run that withdraws and sets aside nothing', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.nat(),
        (published, listed) => kinds({ published, listed, remaining: listed }).length === 0,
      ),
    );
  });
});
