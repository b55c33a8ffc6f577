import type { PoolClient } from 'pg';
import { from } from 'pg-copy-streams';

/**
 * Sends rows in the text format of COPY. Nothing else may be under way on the connection: a pipelined one refuses streams, so it
 * is taken out of the pipeline for the time of the COPY.
 */
export async function copyIn(client: PoolClient, statement: string, rows: Buffer): Promise<void> {
  const connection = client as PoolClient & { pipeline: boolean };
  const pipelined = connection.pipeline;
  connection.pipeline = false;
  try {
    await new Promise<void>((resolve, reject) => {
      const stream = connection.query(from(statement));
      stream.on('error', reject).on('finish', resolve);
      stream.end(rows);
    });
  } finally {
    connection.pipeline = pipelined;
  }
}
