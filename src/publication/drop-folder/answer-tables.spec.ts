import { text } from 'node:stream/consumers';
import { missingCsv, rejectedCsv } from './answer-tables.js';

async function* none() {}

describe('tables of the folder', () => {
  it('list missing files under their header, which stands alone when there are none [PUB-83]', async () => {
    expect(await text(missingCsv(none()))).toBe('sha256;bytes;ref;filename\r\n');
    const one = async function* () {
      yield { sha256: 'ab', bytes: 84211, ref: 'D77', filename: 'p;v "é".pdf' };
    };
    expect(await text(missingCsv(one()))).toBe('sha256;bytes;ref;filename\r\nab;84211;D77;"p;v ""é"".pdf"\r\n');
  });

  it('fail when their rows do, rather than end early', async () => {
    const failing = async function* () {
      yield { sha256: 'ab', bytes: 1, ref: 'D1', filename: 'a.pdf' };
      throw new Error('cut');
    };
    await expect(text(missingCsv(failing()))).rejects.toThrow('cut');
  });

  it('name each rejected file once [PUB-84]', async () => {
    const first = await rejectedCsv('', [{ name: 'ab', reason: 'digest_mismatch' }]);
    expect(first).toBe('name;reason\r\nab;digest_mismatch\r\n');
    const again = await rejectedCsv(first, [
      { name: 'ab', reason: 'digest_mismatch' },
      { name: 'cd', reason: 'wrong_type' },
    ]);
    expect(again).toBe('name;reason\r\nab;digest_mismatch\r\ncd;wrong_type\r\n');
  });
});
