import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const secretsSchema = z.object({
  appSecret: z.string().min(32),
  adminPassword: z.string().min(16),
  ownerPassword: z.string().min(16),
  webPassword: z.string().min(16),
});

export type LocalSecrets = z.infer<typeof secretsSchema>;

/** The embedded default makes its own secrets once and keeps them beside its data, readable by their owner only. */
export async function localSecrets(dataDir: string): Promise<LocalSecrets> {
  const file = join(dataDir, 'secrets.json');
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept !== null) return secretsSchema.parse(JSON.parse(kept));
  const random = () => randomBytes(24).toString('hex');
  const made = { appSecret: random(), adminPassword: random(), ownerPassword: random(), webPassword: random() };
  await mkdir(dataDir, { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(made), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return made;
}
