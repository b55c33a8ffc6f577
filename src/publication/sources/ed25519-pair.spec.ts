import { expect, it } from '@jest/globals';
import ssh2 from 'ssh2';
import { ed25519Pair } from './ed25519-pair.js';

it('a new pair of keys can always be read back', () => {
  for (let made = 0; made < 1_500; made += 1)
    expect([ssh2.utils.parseKey(ed25519Pair().private)].flat()[0]).not.toBeInstanceOf(Error);
});
