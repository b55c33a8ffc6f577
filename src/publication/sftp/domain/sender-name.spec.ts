import fc from 'fast-check';
import { parseSenderName } from './sender-name.js';

describe('names of senders', () => {
  it('are the tenant and the source, whatever their case', () => {
    expect(parseSenderName('saurupt.LSC-NANCY')).toEqual({ domain: 'saurupt', source: 'LSC-NANCY' });
    expect(parseSenderName('Saurupt.lsc-nancy')).toEqual({ domain: 'saurupt', source: 'LSC-NANCY' });
  });

  it('are nothing else', () => {
    const wrong = [
      '',
      '.',
      'saurupt',
      'saurupt.',
      '.LSC',
      'a.b.c',
      'sau rupt.LSC',
      '-a.LSC',
      'a/b.LSC',
      `a.${'X'.repeat(21)}`,
    ];
    for (const user of [...wrong, '../x.LSC', 'saurupt.L\0SC', 'ſaurupt.LSC', 'saurupt.lſc'])
      expect(parseSenderName(user)).toBeNull();
  });

  it('never hold what could lead elsewhere, whatever is tried', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\w./-]*$/)), (user) => {
        const name = parseSenderName(user);
        expect(`${name?.domain ?? 'a'}${name?.source ?? 'A'}`).toMatch(/^[a-z0-9-]+[A-Z0-9-]+$/);
      }),
    );
  });
});
