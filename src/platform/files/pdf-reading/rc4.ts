/** Node's OpenSSL no longer offers this cipher, which old PDF files are locked with. Never for anything of our own. */
export function rc4(key: Buffer, input: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const at = (index: number) => state[index] ?? 0;
  const swap = (left: number, right: number) => ([state[left], state[right]] = [at(right), at(left)]);
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 0xff;
    swap(i, j);
  }
  const output = Buffer.alloc(input.length);
  for (let n = 0, i = 0, j = 0; n < input.length; n += 1) {
    i = (i + 1) & 0xff;
    j = (j + at(i)) & 0xff;
    swap(i, j);
    output[n] = (input[n] ?? 0) ^ at((at(i) + at(j)) & 0xff);
  }
  return output;
}
