// The drop folder as a folder of this machine, or of a share.
import { appendFile, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';

export function folderPlace(root) {
  const at = (path) => join(root, path);
  const missing = (error) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  };
  return {
    /** Bytes of a file, null when it is not there. */
    size: async (path) => (await stat(at(path)).catch(missing))?.size ?? null,
    read: (path) => readFile(at(path), 'utf8').catch(missing),
    /** Writes from that byte on: 0 begins anew. */
    write: async (path, localFile, from) => {
      if (from === 0) await writeFile(at(path), '');
      for await (const piece of createReadStream(localFile, { start: from })) await appendFile(at(path), piece);
    },
    /** An empty file, which asks something. */
    drop: (path) => writeFile(at(path), ''),
    rename: (from, to) => rename(at(from), at(to)),
    remove: (path) => rm(at(path), { force: true }),
    close: async () => undefined,
  };
}
