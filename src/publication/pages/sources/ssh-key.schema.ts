import { z } from 'zod';

const LABEL = 'sftp:page.error.label';

/** Left empty, the label is what its owner wrote after the key. */
export const sshKeySchema = z.strictObject({
  publicKey: z.string().trim().min(1, 'sftp:page.error.none').max(10_000, 'sftp:page.error.none'),
  keyLabel: z.string().trim().max(60, LABEL),
});

export type SshKeyForm = z.infer<typeof sshKeySchema>;
