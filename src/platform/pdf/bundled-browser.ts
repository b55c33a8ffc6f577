import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, lstat, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

const PACKAGE = '@sparticuz/chromium';

/**
 * The browser that comes from npm, unpacked once per user and version. The package's own way unpacks to one fixed place, half-written
 * for a second process and unreadable for a second user.
 * @throws where the package brings none for this machine
 */
export async function bundledBrowser(): Promise<string> {
  const home = join(dirname(createRequire(import.meta.url).resolve(PACKAGE)), '../..');
  const packed = join(home, 'bin', 'chromium.br');
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `No browser comes with the packages for ${process.platform} ${process.arch}: set CHROME_PATH to one`,
    );
  }
  const path = join(await ownFolder(`extranet-browser-${version}`), 'chromium');
  if (!(await exists(path))) await unpack(packed, path);
  return path;
}

/** Other users of the machine could plant a program of theirs in a folder of that name. */
async function ownFolder(name: string): Promise<string> {
  const user = process.getuid?.() ?? 0;
  const folder = join(tmpdir(), `${name}-${user}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== user || (found.mode & 0o022) !== 0)
    throw new Error(`${folder} is not ours: remove it, or set CHROME_PATH`);
  return folder;
}

async function unpack(packed: string, path: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  try {
    await pipeline(
      createReadStream(packed),
      createBrotliDecompress({ chunkSize: 1024 * 1024 }),
      createWriteStream(temporary, { mode: 0o700 }),
    );
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
