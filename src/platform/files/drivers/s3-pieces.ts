import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';

export interface StoredObject {
  key: string;
  bytes: number;
  changedAt: Date;
}

export interface Piece {
  key: string;
  start: number;
  bytes: number;
}

const OFFSET_DIGITS = 15;

export function pieceKey(upload: string, start: number): string {
  return `${upload}/${String(start).padStart(OFFSET_DIGITS, '0')}`;
}

/** The pieces that follow one another from the first byte on; what begins elsewhere was cut and sent again, and is left out. */
export function contiguousPieces(objects: StoredObject[]): Piece[] {
  const starts = new Map(objects.map((object) => [Number(object.key.slice(-OFFSET_DIGITS)), object]));
  const pieces: Piece[] = [];
  let start = 0;
  for (let object = starts.get(start); object && object.bytes > 0; object = starts.get(start)) {
    pieces.push({ key: object.key, start, bytes: object.bytes });
    start += object.bytes;
  }
  return pieces;
}

export async function* allObjects(client: S3Client, Bucket: string, Prefix: string): AsyncGenerator<StoredObject> {
  for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix })) {
    for (const { Key, Size, LastModified } of page.Contents ?? []) {
      if (Key) yield { key: Key, bytes: Size ?? 0, changedAt: LastModified ?? new Date(0) };
    }
  }
}
