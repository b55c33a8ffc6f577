import fc from 'fast-check';
import { type AuditDetails, withoutSecrets } from './without-secrets.js';

describe('withoutSecrets', () => {
  it('hides what its name calls a secret, however deep', () => {
    expect(
      withoutSecrets({
        login: 'pierre',
        password: 'x',
        form: { newPassword: 'y', apiKey: 'z' },
        keyPrefix: 'abcd1234',
      }),
    ).toEqual({
      login: 'pierre',
      password: '•••',
      form: { newPassword: '•••', apiKey: '•••' },
      keyPrefix: 'abcd1234',
    });
  });

  it('never lets a secret through, under any of its names and at any depth', () => {
    const name = fc.constantFrom(
      'password',
      'motDePasse',
      'mot_de_passe',
      'secret',
      'resetToken',
      'totpSecret',
      'key',
      'sourceKey',
      'recoveryCodes',
    );
    const depth = fc.array(fc.string({ minLength: 1 }), { maxLength: 4 });
    fc.assert(
      fc.property(name, depth, (secret, path) => {
        const details = path.reduce<AuditDetails>((inner, step) => ({ [step]: inner }), {
          [secret]: 'hunter2-hunter2',
        });
        return !JSON.stringify(withoutSecrets(details)).includes('hunter2');
      }),
    );
  });

  it('cuts long texts and forgets what is not there', () => {
    const { text, gone } = withoutSecrets({ text: 'a'.repeat(2_000), gone: undefined });
    expect(text).toHaveLength(501);
    expect(gone).toBeUndefined();
  });
});
