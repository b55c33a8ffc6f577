import fc from 'fast-check';
import { hide, HIDDEN, markOf, reveal, takeOut } from './secret-marks.js';

describe('secrets of a message', () => {
  const text = `Votre mot de passe : ${markOf('password')}.`;

  it('are put in when it leaves', () =>
    expect(reveal(text, { password: 'Ab$&1' })).toBe('Votre mot de passe : Ab$&1.'));
  it('are escaped where they stand', () =>
    expect(reveal(text, { password: '<b>' }, (secret) => secret.replace('<', '&lt;'))).toContain('&lt;b>'));
  it('are hidden in the register', () => expect(hide(text)).toBe(`Votre mot de passe : ${HIDDEN}.`));

  it('are kept apart from the rest', () => {
    const taken = takeOut({ name: 'Anne', password: 'x', until: 3 }, ['password']);
    expect(taken).toEqual({ open: { name: 'Anne', until: 3 }, secrets: { password: 'x' } });
  });

  it('cannot be asked for by who writes in another variable', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const { open } = takeOut({ name: `${typed}${markOf('password')}`, password: 'hunter2' }, ['password']);
        return !reveal(String(open.name), { password: 'hunter2' }).includes('hunter2') || typed.includes('hunter2');
      }),
    );
  });
});
