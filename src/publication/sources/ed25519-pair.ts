import ssh2 from 'ssh2';

/** A new pair of ed25519 keys in OpenSSH's format. One in some four hundred of the library's cannot be read back: it makes another. */
export function ed25519Pair(comment = ''): { private: string; public: string } {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519', { comment });
    if (isReadable(pair.private) && isReadable(pair.public)) return pair;
  }
}

function isReadable(key: string): boolean {
  const [parsed] = [ssh2.utils.parseKey(key)].flat();
  return parsed !== undefined && !(parsed instanceof Error);
}
