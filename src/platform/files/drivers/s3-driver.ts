import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { type BlobDriver, type ByteRange, FLUSH_BYTES } from './blob-driver.js';
import { allObjects, contiguousPieces, type Piece, pieceKey, type StoredObject } from './s3-pieces.js';

export interface S3Place {
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

const PART_BYTES = 8 * 1024 * 1024;
const DELETE_BATCH = 1_000;

/** One bucket of any S3 server. An unfinished upload is a row of pieces, so that any process can take it up. */
export class S3Driver implements BlobDriver {
  private readonly client: S3Client;
  private readonly Bucket: string;

  constructor(place: S3Place) {
    this.Bucket = place.bucket;
    this.client = new S3Client({
      endpoint: place.endpoint,
      region: place.region,
      forcePathStyle: true,
      credentials: { accessKeyId: place.accessKeyId, secretAccessKey: place.secretAccessKey },
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  async place(key: string, path: string): Promise<void> {
    const params = { Bucket: this.Bucket, Key: key, Body: createReadStream(path) };
    await new Upload({ client: this.client, params, partSize: PART_BYTES, queueSize: 2 }).done();
  }

  async size(key: string): Promise<number | null> {
    const head = await unlessAbsent(this.client.send(new HeadObjectCommand({ Bucket: this.Bucket, Key: key })));
    return head && (head.ContentLength ?? 0);
  }

  async open(key: string, range?: ByteRange): Promise<Readable | null> {
    const Range = range && `bytes=${range.start}-${range.end}`;
    const found = await unlessAbsent(this.client.send(new GetObjectCommand({ Bucket: this.Bucket, Key: key, Range })));
    return found && (found.Body as Readable);
  }

  async remove(key: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand({ Bucket: this.Bucket, Key: key }));
  }

  async partialSize(key: string): Promise<number> {
    const last = (await this.pieces(key)).at(-1);
    return last ? last.start + last.bytes : 0;
  }

  async append(key: string, offset: number, chunks: AsyncIterable<Buffer>): Promise<number> {
    let position = offset;
    let waiting: Buffer[] = [];
    let bytes = 0;
    const flush = async () => {
      if (bytes === 0) return;
      const Body = Buffer.concat(waiting);
      await this.client.send(new PutObjectCommand({ Bucket: this.Bucket, Key: pieceKey(key, position), Body }));
      position += bytes;
      [waiting, bytes] = [[], 0];
    };
    try {
      for await (const chunk of chunks) {
        waiting.push(chunk);
        bytes += chunk.length;
        if (bytes >= FLUSH_BYTES) await flush();
      }
    } finally {
      await flush();
    }
    return position;
  }

  async openPartial(key: string): Promise<Readable> {
    return Readable.from(this.bytesOf(await this.pieces(key)));
  }

  async removePartial(key: string): Promise<void> {
    await this.removeAll((await this.under(key)).map((object) => object.key));
  }

  async sweep(area: string, unchangedSince: Date): Promise<number> {
    const old = (await this.under(area)).filter((object) => object.changedAt < unchangedSince);
    await this.removeAll(old.map((object) => object.key));
    return old.length;
  }

  async check(): Promise<void> {
    await this.client.send(new HeadBucketCommand({ Bucket: this.Bucket }));
  }

  private async pieces(key: string): Promise<Piece[]> {
    return contiguousPieces(await this.under(key));
  }

  private async under(folder: string): Promise<StoredObject[]> {
    const objects: StoredObject[] = [];
    for await (const object of allObjects(this.client, this.Bucket, `${folder}/`)) objects.push(object);
    return objects;
  }

  private async *bytesOf(pieces: Piece[]): AsyncGenerator<Buffer> {
    for (const piece of pieces) yield* (await this.open(piece.key)) ?? [];
  }

  private async removeAll(keys: string[]): Promise<void> {
    for (let start = 0; start < keys.length; start += DELETE_BATCH) {
      const Objects = keys.slice(start, start + DELETE_BATCH).map((Key) => ({ Key }));
      await this.client.send(new DeleteObjectsCommand({ Bucket: this.Bucket, Delete: { Objects, Quiet: true } }));
    }
  }
}

async function unlessAbsent<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NotFound || error instanceof NoSuchKey) return null;
    throw error;
  }
}
