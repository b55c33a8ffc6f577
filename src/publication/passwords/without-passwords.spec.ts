import fc from 'fast-check';
import { withoutPasswords } from './without-passwords.js';

async function redacted(xml: string, pieceLength: number): Promise<{ text: string; count: number }> {
  let count = 0;
  const pieces = (async function* () {
    for (let at = 0; at < xml.length; at += pieceLength) yield xml.slice(at, at + pieceLength);
  })();
  let text = '';
  for await (const part of withoutPasswords(pieces, () => (count += 1))) text += part;
  return { text, count };
}

describe('withoutPasswords', () => {
  it('is not slowed by a desert of spaces', async () => {
    const desert = ' '.repeat(2_000_000);
    expect(await redacted(desert, 65_536)).toEqual({ text: desert, count: 0 });
  });

  it('takes every initial password out, wherever the stream is cut, and nothing else [PUB-60]', async () => {
    const xml = `<a n="é"><credentials login="pierre" initialPassword="Sésame-1"/><credentials\n initialPassword = 'x"y' login="anne"/></a>`;
    const wanted = `<a n="é"><credentials login="pierre"/><credentials login="anne"/></a>`;
    for (let length = 1; length < xml.length; length += 1) {
      expect(await redacted(xml, length)).toEqual({ text: wanted, count: 2 });
    }
  });

  it('leaves a manifest without credentials as it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 50 }), async (xml, length) => {
        fc.pre(!xml.includes('initialPassword'));
        expect(await redacted(xml, length)).toEqual({ text: xml, count: 0 });
      }),
    );
  });
});
