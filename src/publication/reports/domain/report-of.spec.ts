import fc from 'fast-check';
import { ENDED, RUN_STATES } from '../../domain/run-states.js';
import { reportOf } from './report-of.js';

describe('the report of a run', () => {
  it('exists for every end but that of a simulation, and for nothing that is not over', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RUN_STATES), fc.boolean(), (state, simulate) => {
        const due = ENDED.includes(state) && state !== 'simulated' && !simulate;
        expect(reportOf({ state, simulate }) !== null).toBe(due);
      }),
    );
  });

  it('is M6, with a copy to the operator, when nothing was decided by anybody', () => {
    const failed = RUN_STATES.filter((state) => reportOf({ state, simulate: false })?.letter === 'failed');
    expect(failed).toEqual(['refused', 'expired', 'failed']);
    expect(RUN_STATES.filter((state) => reportOf({ state, simulate: false })?.toOperator)).toEqual(failed);
  });
});
