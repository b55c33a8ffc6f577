import fc from 'fast-check';
import { mayLeaveAt } from './sending-rate.js';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 21, 20, 0, seconds));

describe('mayLeaveAt', () => {
  it('lets go at once below the rate', () => expect(mayLeaveAt([at(1), at(2)], 3, at(3))).toBeNull());
  it('waits until the oldest of the full minute is a minute old', () =>
    expect(mayLeaveAt([at(2), at(1), at(3)], 3, at(4))).toEqual(at(61)));

  it('never lets more than the rate leave in any minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(20), { maxLength: 40 }), (perMinute, waits) => {
        const sent: Date[] = [];
        let now = 0;
        for (const wait of waits) {
          now += wait;
          sent.push(mayLeaveAt(sent, perMinute, at(now)) ?? at(now));
          now = Math.max(now, (sent.at(-1)!.getTime() - at(0).getTime()) / 1000);
        }
        return sent.every(
          (one) => sent.filter((other) => other <= one && other.getTime() > one.getTime() - 60_000).length <= perMinute,
        );
      }),
    );
  });
});
