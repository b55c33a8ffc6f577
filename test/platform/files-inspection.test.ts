import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { bufferSource } from '../../src/platform/files/byte-source.js';
import { DOCUMENT_TYPES, DOCX, ODS, PDF, PHOTO_TYPES } from '../../src/platform/files/domain/media-types.js';
import { FileInspector, type Verdict } from '../../src/platform/files/inspection/file-inspector.js';
import { TestFileScanner } from '../../src/platform/files/inspection/malware-scanner.js';
import { makeDocx, makeOds, makeZip } from './support/zip.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
const pdf = (name: string) => readFileSync(new URL(`./fixtures/pdf/${name}.pdf`, import.meta.url));

describe('a file judged by its content', () => {
  const inspector = new FileInspector(new TestFileScanner());
  const judge = (bytes: Buffer | string, accepted = DOCUMENT_TYPES): Promise<Verdict> =>
    inspector.inspect(bufferSource(Buffer.from(bytes)), accepted);
  const reasonFor = async (bytes: Buffer | string, accepted?: readonly string[]) => {
    const verdict = await judge(bytes, accepted);
    return verdict.taken ? `taken as ${verdict.mediaType}` : verdict.reason;
  };

  it.each([
    ['a PDF', pdf('plain'), PDF],
    ['a PDF whose table is a stream', pdf('plain-table-stream'), PDF],
    ['a PDF after a byte order mark', Buffer.concat([Buffer.from('efbbbf', 'hex'), pdf('plain')]), PDF],
    ['a picture', PNG, 'image/png'],
    ['a text', 'Bonjour, voici le relevé.', 'text/plain'],
    ['a text of an old Windows', Buffer.from('Relevé arrêté', 'latin1'), 'text/plain'],
    ['a text that begins with MZ', 'MZ Immobilier\nBonjour', 'text/plain'],
    ['a Word document', makeDocx(), DOCX],
    ['an OpenDocument sheet', makeOds(), ODS],
  ])('takes %s [GED-79]', async (_, bytes, mediaType) => {
    expect(await judge(bytes)).toEqual({ taken: true, mediaType, restricted: false });
  });

  it('says the type found when the place does not take it [GED-79]', async () => {
    expect(await judge(pdf('plain'), PHOTO_TYPES)).toEqual({ taken: false, reason: 'type', detail: PDF });
    expect(await reasonFor('<!doctype html><script>alert(1)</script>')).toBe('type');
    expect(await reasonFor('<svg xmlns="http://www.w3.org/2000/svg"/>')).toBe('type');
    expect(await reasonFor(makeZip([{ name: 'a.txt', content: 'a' }]))).toBe('type');
    expect(await reasonFor(Buffer.from([1, 2, 3, 0, 4]))).toBe('type');
  });

  it('refuses a picture that was cut, cannot be drawn, or would fill the memory', async () => {
    const whole = sharp({ create: { width: 900, height: 600, channels: 3, background: '#7a5' } }).composite([
      { input: Buffer.from('<svg width="900" height="600"><circle cx="400" cy="300" r="200" fill="#fa0"/></svg>') },
    ]);
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const bytes = await whole.clone().toFormat(format).toBuffer();
      expect(await reasonFor(bytes, PHOTO_TYPES)).toBe(`taken as image/${format}`);
      expect(await reasonFor(bytes.subarray(0, bytes.length * 0.6), PHOTO_TYPES)).toBe('broken');
    }
    const head = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
    expect(await reasonFor(Buffer.concat([head, Buffer.alloc(2_000, 7)]), PHOTO_TYPES)).toBe('broken');
    const progressive = await whole.clone().jpeg({ progressive: true }).toBuffer();
    expect(await reasonFor(progressive, PHOTO_TYPES)).toBe('taken as image/jpeg');
    const vast = await sharp({ create: { width: 12_000, height: 11_000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    expect(vast.length).toBeLessThan(1_000_000);
    expect(await reasonFor(vast, PHOTO_TYPES)).toBe('broken');
    const telephone = Buffer.concat([
      await whole.clone().jpeg().toBuffer(),
      Buffer.from('a short film of the same moment'),
    ]);
    expect(await reasonFor(telephone, PHOTO_TYPES)).toBe('taken as image/jpeg');
    const heic = Buffer.concat([Buffer.from('0000001866747970686569630000000068656963', 'hex'), Buffer.alloc(100)]);
    expect(await reasonFor(heic, PHOTO_TYPES)).toBe('type');
  });

  it('does not call a picture broken because its bytes could not be read', async () => {
    const lost = {
      ...bufferSource(PNG),
      stream: () =>
        new Readable({
          read() {
            this.destroy(new Error('disk'));
          },
        }),
    };
    await expect(inspector.inspect(lost, PHOTO_TYPES)).rejects.toThrow('disk');
  });

  it('refuses an executable whatever its name [GED-79]', async () => {
    expect(await reasonFor(Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]))).toBe('executable');
    expect(await reasonFor(Buffer.from('7f454c46020101', 'hex'))).toBe('executable');
    expect(await reasonFor('#!/bin/sh\nrm -rf /')).toBe('executable');
  });

  it('refuses what is two things at once', async () => {
    const archive = makeZip([{ name: 'evil.js', content: 'evil' }]);
    expect(await reasonFor(Buffer.concat([pdf('plain'), archive]))).toBe('polyglot');
    expect(await reasonFor(Buffer.concat([PNG, archive]))).toBe('polyglot');
    expect(await reasonFor(Buffer.concat([PNG, pdf('plain')]))).toBe('polyglot');
    expect(await reasonFor(makeZip([{ name: '%PDF-1.7', content: '' }]))).toBe('polyglot');
  });

  it('takes a PDF that carries an archive as an attachment, far from its end', async () => {
    const attachment = makeZip([{ name: 'a.txt', content: 'a' }]);
    const bytes = pdf('plain');
    expect(await reasonFor(Buffer.concat([bytes, attachment, Buffer.alloc(100, 0x20), bytes.subarray(-60)]))).toBe(
      `taken as ${PDF}`,
    );
  });

  it('refuses zip bombs, macros and locked archives', async () => {
    expect(await reasonFor(makeDocx([{ name: 'word/big.xml', content: 'x', claimedBytes: 4_000_000_000 }]))).toBe(
      'zip_bomb',
    );
    expect(await reasonFor(makeDocx([{ name: 'word/vbaProject.bin', content: 'x' }]))).toBe('macro');
    const declared = '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>';
    expect(await reasonFor(makeDocx([], declared))).toBe('macro');
    expect(await reasonFor(makeOds([{ name: 'Basic/Standard/Module1.xml', content: 'x' }]))).toBe('macro');
    expect(await reasonFor(makeDocx([{ name: 'a', content: 'x', encrypted: true }]))).toBe('password');
    expect(await reasonFor(makeDocx().subarray(0, -30))).toBe('broken');
  });

  it('refuses the antivirus test file, alone or inside another [GED-79]', async () => {
    expect(await judge(EICAR)).toEqual({ taken: false, reason: 'infected', detail: 'Eicar-Test-Signature' });
    expect(await reasonFor(Buffer.concat([pdf('plain'), Buffer.from(EICAR)]))).toBe('infected');
  });

  it.each(['r2', 'r3', 'r4', 'r5', 'r6'])(
    'refuses a PDF that asks for a password, encryption %s [GED-79]',
    async (revision) => {
      expect(await reasonFor(pdf(`password-${revision}`))).toBe('password');
    },
  );

  it.each(['r2', 'r3', 'r4', 'r5', 'r6'])(
    'takes a PDF that only forbids printing, and says so, encryption %s',
    async (revision) => {
      expect(await judge(pdf(`restricted-${revision}`))).toEqual({ taken: true, mediaType: PDF, restricted: true });
    },
  );

  it('refuses a PDF cut short, and one that is only a heading', async () => {
    const bytes = pdf('plain');
    expect(await reasonFor(bytes.subarray(0, Math.floor(bytes.length / 2)))).toBe('broken');
    expect(await reasonFor('%PDF-1.7\nBonjour')).toBe('broken');
  });

  it('takes a PDF whose pointer to its table is wrong, as readers do', async () => {
    const shifted = Buffer.concat([Buffer.from('%PDF-1.4\n% added by a scanner\n'), pdf('plain').subarray(9)]);
    expect(await reasonFor(shifted)).toBe(`taken as ${PDF}`);
    const streamed = pdf('plain-table-stream')
      .toString('latin1')
      .replace(/startxref\n\d+/, 'startxref\n3');
    expect(await reasonFor(Buffer.from(streamed, 'latin1'))).toBe(`taken as ${PDF}`);
  });

  it('refuses an empty file', async () => {
    expect(await reasonFor('')).toBe('empty');
  });
});
