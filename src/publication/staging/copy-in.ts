import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from } from 'pg-copy-streams';

/**
 * Sends rows in the text format of COPY. Nothing else may be under way on the connection: a pipelined one refuses streams, so it
 * is taken out of the pipeline for the time of the COPY.
 */
export async function copyIn(client: PoolClient, statement: string, rows: Uint8Array): Promise<void> {
  const connection = client as PoolClient & { pipeline: boolean };
  const pipelined = connection.pipeline;
  connection.pipeline = false;
  try {
    await pipeline(Readable.from([rows], { objectMode: false }), connection.query(from(statement)));
  } finally {
    connection.pipeline = pipelined;
  }
}
