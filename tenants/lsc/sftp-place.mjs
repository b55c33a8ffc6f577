// The drop folder by SFTP: the same steps as on a disk.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import ssh2 from 'ssh2';

const NO_SUCH_FILE = 2;

/**
 * @param {{host: string, port: number, username: string, password?: string, privateKey?: string, passphrase?: string}} access
 * @param {string | undefined} hostKey `SHA256:…` the host must show; without it, whatever it shows is said
 */
export async function sftpPlace(access, hostKey, say) {
  const client = await connect(access, hostKey, say);
  const sftp = await promisify(client.sftp.bind(client))();
  const call = (name) => promisify(sftp[name].bind(sftp));
  const missing = (error) => {
    if (error.code === NO_SUCH_FILE) return null;
    throw error;
  };
  return {
    size: async (path) => (await call('stat')(path).catch(missing))?.size ?? null,
    read: async (path) => (await call('readFile')(path).catch(missing))?.toString('utf8') ?? null,
    write: (path, localFile, from) =>
      pipeline(
        createReadStream(localFile, { start: from }),
        sftp.createWriteStream(path, from === 0 ? { flags: 'w' } : { flags: 'a' }),
      ),
    drop: async (path) => call('close')(await call('open')(path, 'w')),
    rename: call('rename'),
    remove: (path) => call('unlink')(path).catch(missing),
    close: async () => {
      client.end();
    },
  };
}

function connect(access, hostKey, say) {
  return new Promise((resolve, reject) => {
    const client = new ssh2.Client();
    const hostVerifier = (key) => {
      const shown = `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
      if (!hostKey) say(`host key ${shown} (--host-key to require it)`);
      return !hostKey || shown === hostKey;
    };
    client.on('ready', () => resolve(client.setNoDelay()));
    client.on('error', reject);
    client.connect({ ...access, hostVerifier, keepaliveInterval: 15_000 });
  });
}
