import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { FileStore } from '../../src/platform/files/index.js';
import type { TestApp } from '../support/app.js';
import { type Columns, type Ground, insert, published, type Row, sha256Of } from '../support/factories/index.js';

/** A photo as a telephone makes it: lying on its side, knowing where and by what it was taken. */
export function picture(options: { width?: number; height?: number; colour?: string } = {}): Promise<Buffer> {
  const { width = 800, height = 400, colour = '#7a5' } = options;
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .withExif({
      IFD0: { Model: 'Fairphone 5', ImageDescription: 'chez M. Martin' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '48/1 41/1 3600/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '6/1 10/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

/** A published photo of the building, its bytes stored. */
export async function aPhoto(
  app: TestApp,
  ground: Ground,
  building: Row,
  { content, ...columns }: Columns & { content?: Buffer } = {},
): Promise<Row> {
  const bytes = content ?? (await picture({ colour: `#${randomUUID().slice(0, 6)}` }));
  const sha256 = sha256Of(bytes);
  await app.get(FileStore).receive(ground.tenantId, Readable.from(bytes), { maxBytes: bytes.length });
  await ground.sql(
    `INSERT INTO stored_file (tenant_id, sha256, bytes, received_bytes, media_type, state)
     VALUES ($1, $2, $3, $3, 'image/jpeg', 'complete') ON CONFLICT DO NOTHING`,
    [ground.tenantId, sha256, bytes.length],
  );
  return insert(ground, 'photo', {
    ...published(ground),
    line: building.line,
    building_id: building.id,
    filename: 'IMG_0001.jpg',
    sha256,
    media_type: 'image/jpeg',
    bytes: bytes.length,
    ...columns,
  });
}
