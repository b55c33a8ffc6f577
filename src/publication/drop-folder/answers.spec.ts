import { refusalOf, refusedJson, rejectionReason } from './answers.js';

describe('answers of the folder', () => {
  it('name a wrong file as the API does [PUB-84]', () => {
    expect(rejectionReason('digest')).toBe('digest_mismatch');
    expect(rejectionReason('too_large')).toBe('length_mismatch');
    expect(rejectionReason('type')).toBe('wrong_type');
    expect(rejectionReason('infected')).toBe('infected');
  });

  it('say why and where a manifest was refused [PUB-83]', () => {
    const problem = { severity: 'refusal', code: 'MAN-03', section: null, ref: null, line: 7, column: null } as const;
    const refusal = refusalOf({ number: 3 } as never, { ...problem, message: 'Le bordereau est tronqué.' });
    expect(JSON.parse(refusedJson('R-1', refusal))).toEqual({
      runRef: 'R-1',
      number: 3,
      state: 'refused',
      code: 'MAN-03',
      message: 'Le bordereau est tronqué.',
      line: 7,
      column: null,
    });
  });
});
