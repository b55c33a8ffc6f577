import fc from 'fast-check';
import { lineText, type LoggedRun, stepsAfter, stepsBefore } from './log-lines.js';

const at = new Date('2025-11-14T19:05:00Z');
const run: LoggedRun = {
  number: 218,
  source: 'LSC',
  runRef: 'R-1',
  trigger: 'machine',
  state: 'applied',
  receivedAt: at,
  checkedAt: at,
  readyAt: null,
  decidedAt: null,
  startedAt: at,
  appliedAt: at,
  endedAt: at,
  failure: null,
};

describe('the log of a run', () => {
  it('has the time in the zone of the agency, the step, the section, the reference and the outcome', () => {
    expect(
      lineText({ at, step: 'application', section: 'documents', ref: 'D77', outcome: 'ajouté' }, 'Europe/Paris'),
    ).toBe('2025-11-14T20:05:00+01:00\tapplication\tdocuments\tD77\tajouté\n');
  });

  it('is one line of five fields each, whatever a sender wrote', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (ref, outcome) => {
        const text = lineText({ at, step: 'application', section: null, ref, outcome }, 'UTC');
        expect(text.split('\n')).toHaveLength(2);
        expect(text.split('\t')).toHaveLength(5);
      }),
    );
  });

  it('says the steps that were reached and no other', () => {
    expect(stepsBefore(run).map(({ step }) => step)).toEqual(['réception', 'vérification', 'application']);
    expect(stepsAfter({ ...run, state: 'failed', appliedAt: null, failure: 'disque plein' })).toMatchObject([
      { step: 'fin', outcome: 'échouée : disque plein' },
    ]);
  });
});
