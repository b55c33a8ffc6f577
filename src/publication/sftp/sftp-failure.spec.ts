import { denied, failed, failureOf, STATUS_CODE } from './sftp-failure.js';

const disk = (code: string) => Object.assign(new Error(code), { code });

describe('what the disk refuses', () => {
  it('is told as what it means to the sender: a full disk fails in words, and may be tried again', () => {
    for (const code of ['ENOSPC', 'EDQUOT'])
      expect(failureOf(disk(code))).toMatchObject({ code: STATUS_CODE.FAILURE, sentence: 'sftp:failed.full' });
    expect(failureOf(disk('ENOENT'))).toMatchObject({ code: STATUS_CODE.NO_SUCH_FILE });
    expect(failureOf(disk('ELOOP'))).toMatchObject({ code: STATUS_CODE.PERMISSION_DENIED });
    expect(failureOf(disk('EEXIST'))).toMatchObject(failed('exists'));
    const own = denied('rename');
    expect(failureOf(own)).toBe(own);
  });

  it('is ours to look at when it means nothing to anybody else', () => {
    for (const error of [disk('EIO'), new TypeError(), null, 'x']) expect(failureOf(error)).toBeNull();
  });
});
