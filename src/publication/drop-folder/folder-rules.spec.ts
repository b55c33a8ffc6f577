import fc from 'fast-check';
import { ENDED, RUN_STATES } from '../domain/run-states.js';
import { answersDue, commandOutcome, isOutdated, isStillWritten, movesByItself, NOTHING_TOLD } from './folder-rules.js';

const state = fc.constantFrom(...RUN_STATES);
const command = fc.constantFrom('abandon' as const, 'commit' as const, 'commit-partial' as const);
const told = fc.record({ missing: fc.option(fc.nat()), waiting: fc.boolean() });
const progress = (of: (typeof RUN_STATES)[number], missingFiles = 0, commitWaits = false) => ({
  state: of,
  missingFiles,
  commitWaits,
});

describe('commands', () => {
  it('wait for their run and for its check, and are obeyed while files may come [PUB-85]', () => {
    expect(commandOutcome('commit', null)).toBe('wait');
    expect(commandOutcome('commit', 'checking')).toBe('wait');
    expect(commandOutcome('commit-partial', 'receiving')).toBe('obey');
    expect(commandOutcome('abandon', 'awaiting_approval')).toBe('obey');
    expect(commandOutcome('abandon', 'applying')).toBe('drop');
    expect(commandOutcome('commit', 'applied')).toBe('drop');
  });

  it('never stay for a run that has ended', () => {
    fc.assert(fc.property(command, fc.constantFrom(...ENDED), (asked, end) => commandOutcome(asked, end) === 'drop'));
  });
});

describe('answers', () => {
  it('list what is missing once, header alone included, and again when a commit comes too early [PUB-83]', () => {
    expect(answersDue(progress('receiving', 3), NOTHING_TOLD)).toEqual(['missing']);
    expect(answersDue(progress('receiving', 2), { missing: 3, waiting: false })).toEqual([]);
    expect(answersDue(progress('receiving', 2, true), { missing: 3, waiting: false })).toEqual(['missing']);
    expect(answersDue(progress('receiving', 2, true), { missing: 2, waiting: false })).toEqual([]);
    expect(answersDue(progress('applied'), NOTHING_TOLD)).toEqual(['missing', 'report']);
  });

  it('say the wait once, then the end [PUB-86]', () => {
    expect(answersDue(progress('awaiting_approval'), { missing: 0, waiting: false })).toEqual(['waiting']);
    expect(answersDue(progress('awaiting_approval'), { missing: 0, waiting: true })).toEqual([]);
    expect(answersDue(progress('rejected'), { missing: 0, waiting: true })).toEqual(['report']);
  });

  it('end with a refusal or a report, one of the two, whatever was told before [PUB-83] [PUB-86]', () => {
    fc.assert(
      fc.property(state, fc.nat(), fc.boolean(), told, (of, missing, waits, before) => {
        const ends = answersDue(progress(of, missing, waits), before).filter(
          (one) => one === 'refused' || one === 'report',
        );
        expect(ends).toHaveLength(ENDED.includes(of) ? 1 : 0);
      }),
    );
  });

  it('are worth looking for soon only while a run moves by itself', () => {
    expect(RUN_STATES.filter(movesByItself)).toEqual(['checking', 'ready', 'applying']);
  });
});

describe('files', () => {
  const now = new Date('2025-11-14T20:00:00Z');
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

  it('that are short are given ten minutes to grow [PUB-84]', () => {
    expect(isStillWritten({ bytes: 10, modifiedAt: ago(1) }, 20, now)).toBe(true);
    expect(isStillWritten({ bytes: 10, modifiedAt: ago(11) }, 20, now)).toBe(false);
    expect(isStillWritten({ bytes: 20, modifiedAt: ago(0) }, 20, now)).toBe(false);
    expect(isStillWritten({ bytes: 30, modifiedAt: ago(0) }, 20, now)).toBe(false);
  });

  it('of answers are kept thirty days [PUB-86]', () => {
    expect(isOutdated(ago(30 * 24 * 60), now)).toBe(false);
    expect(isOutdated(ago(30 * 24 * 60 + 1), now)).toBe(true);
  });
});
