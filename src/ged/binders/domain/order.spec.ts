import fc from 'fast-check';
import { reordered, stepped } from './order.js';

const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 8 });

describe('the order of binders', () => {
  it('moves one by one place, and not past the ends', () => {
    expect(stepped(['a', 'b', 'c'], 'c', 'up')).toEqual(['a', 'c', 'b']);
    expect(stepped(['a', 'b', 'c'], 'a', 'down')).toEqual(['b', 'a', 'c']);
    expect(stepped(['a', 'b'], 'a', 'up')).toEqual(['a', 'b']);
    expect(stepped(['a', 'b'], 'b', 'down')).toEqual(['a', 'b']);
    expect(stepped(['a', 'b'], 'x', 'up')).toEqual(['a', 'b']);
  });

  it('keeps every binder whatever order is sent, a colleague\u2019s new one included', () => {
    expect(reordered(['a', 'b', 'new', 'c'], ['c', 'b', 'a'])).toEqual(['c', 'b', 'new', 'a']);
    fc.assert(
      fc.property(ids, ids, (current, wished) => {
        const result = reordered(current, wished);
        expect([...result].sort()).toEqual([...current].sort());
        const named = wished.filter((id) => current.includes(id));
        expect(result.filter((id) => named.includes(id))).toEqual(named);
      }),
    );
  });

  it('comes back by the opposite step', () => {
    fc.assert(
      fc.property(ids, fc.nat(), (list, index) => {
        const id = list[index % Math.max(list.length, 1)];
        if (id === undefined || id === list[0]) return;
        expect(stepped(stepped(list, id, 'up'), id, 'down')).toEqual(list);
      }),
    );
  });
});
