import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const runningSchema = z.object({ pid: z.number(), port: z.number(), databaseUrl: z.string(), ownerUrl: z.string() });

/** What a running instance says of itself under `DATA_DIR`, so that commands find its database and a second one keeps away. */
export type Running = z.infer<typeof runningSchema>;

/** The instance that holds `dataDir`, if it is still alive. */
export async function findRunning(dataDir: string): Promise<Running | null> {
  try {
    const running = runningSchema.parse(JSON.parse(await readFile(fileIn(dataDir), 'utf8')));
    process.kill(running.pid, 0);
    return running.pid === process.pid ? null : running;
  } catch {
    return null;
  }
}

export async function announce(dataDir: string, running: Running): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const draft = `${fileIn(dataDir)}.${process.pid}`;
  await writeFile(draft, JSON.stringify(running), { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, fileIn(dataDir));
}

export async function withdraw(dataDir: string): Promise<void> {
  await rm(fileIn(dataDir), { force: true });
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'running.json');
}
