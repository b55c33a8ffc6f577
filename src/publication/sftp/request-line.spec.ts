import { setImmediate as turn } from 'node:timers/promises';
import { RequestLine } from './request-line.js';

class Tap {
  open = true;
  pause = () => (this.open = false) as never;
  resume = () => (this.open = true) as never;
}
const MIB = 1_024 ** 2;
const never = (error: unknown) => {
  throw error;
};

describe('requests of a connection', () => {
  it('are done one after another, in the order they came', async () => {
    const line = new RequestLine(new Tap(), never);
    const done: number[] = [];
    let under = 0;
    for (let number = 0; number < 50; number += 1)
      line.add(0, async () => {
        under += 1;
        expect(under).toBe(1);
        if (number % 3 === 0) await turn();
        done.push(number);
        under -= 1;
      });
    await turn();
    line.add(0, async () => void done.push(50));
    for (let turns = 0; turns < 100 && done.length < 51; turns += 1) await turn();
    expect(done).toEqual(Array.from({ length: 51 }, (_, number) => number));
  });

  it('make a client wait that runs ahead, until most of them are done', async () => {
    const tap = new Tap();
    const line = new RequestLine(tap, never);
    const ends: (() => void)[] = [];
    for (let number = 0; number < 5; number += 1) line.add(MIB, () => new Promise<void>((end) => ends.push(end)));
    expect(tap.open).toBe(false);
    const seen: boolean[] = [];
    for (let number = 0; number < 5; number += 1) {
      ends[number]?.();
      await turn();
      seen.push(tap.open);
    }
    expect(seen).toEqual([false, false, false, false, true]);
  });

  it('that have not begun are left when the connection closes; the one under way is finished', async () => {
    const line = new RequestLine(new Tap(), never);
    const done: string[] = [];
    line.add(0, async () => {
      await turn();
      done.push('begun');
    });
    line.add(0, async () => void done.push('waiting'));
    await line.close();
    line.add(0, async () => void done.push('late'));
    await turn();
    expect(done).toEqual(['begun']);
  });

  it('go on behind one that fails, which is told: nothing is left unheard, nor the process ended by it', async () => {
    const told: unknown[] = [];
    const line = new RequestLine(new Tap(), (error) => told.push(error));
    const done: string[] = [];
    line.add(0, async () => {
      await turn();
      throw new Error('the database is away');
    });
    line.add(0, async () => void done.push('behind it'));
    for (let turns = 0; turns < 5; turns += 1) await turn();
    line.add(0, async () => void done.push('later'));
    await line.close();
    expect([told, done]).toEqual([[new Error('the database is away')], ['behind it', 'later']]);
  });
});
