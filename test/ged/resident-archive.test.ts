import { Readable } from 'node:stream';
import { FileStore } from '../../src/platform/files/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { aDocument, anAccount, layGilbert, toAccount } from '../support/factories/index.js';
import { TestViewers } from '../support/viewers.js';

const HOME = '/extranet/coproprietaire';
const PDF = '%PDF-1.4 call for funds';

describe('the archive of a binder', () => {
  const viewers = new TestViewers();
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ now: '2025-11-14T10:00:00Z', overrides: [viewers.override] });
  });
  afterAll(() => app.close());

  it('holds what the list shows: the documents of the chosen account only [RES-24] [RES-31]', async () => {
    const gilbert = await layGilbert(app, viewers);
    const second = await anAccount(gilbert, { party_id: gilbert.pierre.party.id, building_id: gilbert.residence.id });
    const calls = await gilbert.binder('syndic', 'Appels de fonds');
    await aDocument(gilbert, calls, [toAccount(gilbert.pierre.account)], { title: 'Appel du premier', content: PDF });
    await aDocument(gilbert, calls, [toAccount(second)], { title: 'Appel du second', content: PDF });
    await app.get(FileStore).receive(gilbert.tenantId, Readable.from([Buffer.from(PDF)]), { maxBytes: 1_000 });
    const pierre = gilbert.agent(gilbert.pierre);
    const archived = async () => {
      const answer = await pierre.get(`${HOME}/archive/Appels%20de%20fonds`).buffer(true).parse(bytesOf).expect(200);
      return new Set((answer.body as Buffer).toString('latin1').match(/Appel du \w+(?=\.pdf)/g));
    };
    expect(await archived()).toEqual(new Set(['Appel du premier', 'Appel du second']));
    await pierre.get(`${HOME}/selection?choix=${second.id}`).expect(303);
    expect(await archived()).toEqual(new Set(['Appel du second']));
    await gilbert.close();
  });
});

function bytesOf(response: unknown, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  (response as NodeJS.ReadableStream)
    .on('data', (chunk: Buffer) => chunks.push(chunk))
    .on('end', () => done(null, Buffer.concat(chunks)));
}
