import { crc32, deflateRawSync } from 'node:zlib';

export interface MadeEntry {
  name: string;
  content: string | Buffer;
  /** What the archive claims the entry unpacks to, if not the truth. */
  claimedBytes?: number;
  encrypted?: boolean;
}

/** An archive as small as they get, honest or not. */
export function makeZip(entries: MadeEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content);
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(entry.encrypted ? 1 : 0, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(entry.claimedBytes ?? content.length, 18);
    common.writeUInt16LE(Buffer.byteLength(entry.name), 22);
    const name = Buffer.from(entry.name);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, place, name]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

const OOXML = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';

export function makeDocx(extra: MadeEntry[] = [], contentTypes = OOXML): Buffer {
  return makeZip([
    { name: '[Content_Types].xml', content: contentTypes },
    { name: 'word/document.xml', content: '<w/>' },
    ...extra,
  ]);
}

export function makeOds(extra: MadeEntry[] = []): Buffer {
  const mimetype = { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' };
  return makeZip([mimetype, { name: 'content.xml', content: '<office/>' }, ...extra]);
}
