import { Injectable, Module } from '@nestjs/common';
import { z } from 'zod';
import {
  ClockWork,
  defineJob,
  Dispatcher,
  type HandlesJob,
  HandlerRegistry,
  JobHandler,
  OnTheClock,
} from '../../src/platform/jobs/index.js';
import { type Platform, startPlatform } from './support/platform.js';

const NIGHT_ROUND = defineJob('night-round', z.strictObject({}));
let rounds = 0;

@Injectable()
@JobHandler(NIGHT_ROUND)
@OnTheClock('30 3 * * *', 'Chaque nuit à 3 h 30, la ronde.')
class NightRound implements HandlesJob<object> {
  run(): Promise<void> {
    rounds += 1;
    return Promise.resolve();
  }
}

@Module({ providers: [NightRound] })
class NightModule {}

describe('the clock', () => {
  let one: Platform;
  let other: Platform;
  beforeAll(async () => {
    one = await startPlatform({ modules: () => [NightModule], now: '2026-03-28T12:00:00Z' });
    other = await startPlatform({ modules: () => [NightModule], beside: one });
  });
  afterAll(async () => {
    await other.close();
    await one.close();
  });

  const bothLook = async () =>
    (await Promise.all([one, other].map((platform) => platform.get(ClockWork).tick()))).flat();
  const at = async (now: string) => {
    one.clock.set(now);
    rounds = 0;
    const looked = await bothLook();
    await one.get(Dispatcher).drain();
    return [looked.filter((kind) => kind === 'night-round').length, rounds];
  };

  it('is one declared list, a French sentence each', () => {
    const entries = one.get(HandlerRegistry).clockEntries;
    expect(entries).toContainEqual({
      kind: 'night-round',
      cron: '30 3 * * *',
      sentence: 'Chaque nuit à 3 h 30, la ronde.',
    });
    expect(entries.every((entry) => entry.sentence.endsWith('.'))).toBe(true);
  });

  it('makes up for nothing at its first look', async () => expect(await at('2026-03-28T12:00:00Z')).toEqual([0, 0]));

  it('strikes once, whatever the number of processes, at the hour of Paris', async () => {
    expect(await at('2026-03-29T01:29:59Z')).toEqual([0, 0]);
    expect(await at('2026-03-29T01:30:00Z')).toEqual([1, 1]);
    expect(await at('2026-03-29T01:31:00Z')).toEqual([0, 0]);
  });

  it('makes up once for what was missed while nothing ran', async () => {
    expect(await at('2026-04-02T10:00:00Z')).toEqual([1, 1]);
    expect(await at('2026-04-02T10:01:00Z')).toEqual([0, 0]);
  });
});

describe('a job that nobody can do', () => {
  const boot = async (providers: (new () => unknown)[]) => {
    class Room {}
    Module({ providers })(Room);
    const platform = await startPlatform({ modules: () => [NightModule, Room] });
    await platform.close();
  };

  it('stops the boot: done by two', async () => {
    @JobHandler('night-round')
    class Second {}
    await expect(boot([Second])).rejects.toThrow('"night-round" has two handlers');
  });

  it('stops the boot: declared by nobody', async () => {
    @JobHandler('unheard-of')
    class Unheard {}
    await expect(boot([Unheard])).rejects.toThrow('"unheard-of", done by Unheard, is declared nowhere');
  });

  it('stops the boot: on the clock at no time', async () => {
    defineJob('odd-hour', z.strictObject({}));
    @JobHandler('odd-hour')
    @OnTheClock('every blue moon', 'Jamais.')
    class Odd {}
    await expect(boot([Odd])).rejects.toThrow('"every blue moon", which is no time');
  });

  it('stops the boot: left without a handler', async () => {
    await expect(boot([])).rejects.toThrow('"odd-hour" has no handler');
  });
});
