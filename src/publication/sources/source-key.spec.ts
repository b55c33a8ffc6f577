import { bearerKey, hashSourceKey, makeSourceKey } from './source-key.js';

describe('keys of sources', () => {
  it('are kept as a digest and a prefix, never as themselves [PUB-61]', () => {
    const { key, hash, prefix } = makeSourceKey();
    expect(hash).toEqual(hashSourceKey(key));
    expect(hash.toString('utf8')).not.toContain(key);
    expect(key.startsWith(prefix)).toBe(true);
    expect(prefix).toHaveLength(8);
    expect(makeSourceKey().key).not.toBe(key);
  });

  it('come as a bearer [PUB-68]', () => {
    const { key } = makeSourceKey();
    expect(bearerKey(`Bearer ${key}`)).toBe(key);
    expect(bearerKey(`bearer ${key}`)).toBe(key);
    for (const wrong of [undefined, '', key, `Basic ${key}`, `Bearer ${key} x`, 'Bearer short', `Bearer ${key}x`])
      expect(bearerKey(wrong)).toBeNull();
  });
});
