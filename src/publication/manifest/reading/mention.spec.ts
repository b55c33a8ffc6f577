import fc from 'fast-check';
import { Mention } from './mention.js';

describe('Mention', () => {
  it('sees the word where it is, wherever the text is cut, and nowhere else', () => {
    const piece = fc.stringMatching(/^[abc]{0,7}$/);
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const mention = new Mention('abcab');
        for (const one of pieces) mention.look(one);
        expect(mention.seen).toBe(pieces.join('').includes('abcab'));
      }),
    );
  });
});
