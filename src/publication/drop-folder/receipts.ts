import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { DropFolder } from './drop-folder.js';
import { isRunRef } from './folder-names.js';
import { SteadyFile } from './steady-file.js';

const receiptSchema = z.object({
  runId: z.uuid(),
  told: z.object({ missing: z.number().int().nullable(), waiting: z.boolean() }),
});

/** Of a run that came by the folder and is not over: which one it is, and what its sender has been told. Gone once it is reported. */
export type Receipt = z.infer<typeof receiptSchema>;

const ENDING = '.json';

export async function receiptRefs(folder: DropFolder): Promise<string[]> {
  const names = await folder.names('receipts');
  return names
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .filter(isRunRef);
}

/** @returns null when it cannot be read */
export async function readReceipt(folder: DropFolder, runRef: string): Promise<Receipt | null> {
  const file = await SteadyFile.open(folder.at('receipts', runRef + ENDING));
  if (!file) return null;
  try {
    return receiptSchema.safeParse(JSON.parse(await text(file.stream()))).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  } finally {
    await file.close();
  }
}

export function writeReceipt(folder: DropFolder, runRef: string, receipt: Receipt): Promise<void> {
  return folder.put('receipts', runRef + ENDING, [JSON.stringify(receipt)]);
}

export function removeReceipt(folder: DropFolder, runRef: string): Promise<void> {
  return folder.remove('receipts', runRef + ENDING);
}
