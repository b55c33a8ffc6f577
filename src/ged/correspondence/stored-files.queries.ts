import { type Query, sql } from '../../platform/database/index.js';

export interface KeptFile {
  /** 64 hexadecimal digits. */
  sha256: string;
  bytes: number;
  mediaType: string;
}

/** Says that the tenant has these bytes, which the file store holds. */
export async function registerFile(query: Query, { sha256, bytes, mediaType }: KeptFile, now: Date): Promise<void> {
  await query(sql`
    INSERT INTO stored_file (sha256, bytes, received_bytes, media_type, state, received_at)
    VALUES (${sha256}, ${bytes}, ${bytes}, ${mediaType}, 'complete', ${now})
    ON CONFLICT (tenant_id, sha256) DO UPDATE
    SET state = 'complete', media_type = excluded.media_type, bytes = excluded.bytes, received_bytes = excluded.received_bytes, reason = NULL`);
}
