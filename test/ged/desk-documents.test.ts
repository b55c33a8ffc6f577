import { type DeskDocument, DeskDocuments } from '../../src/ged/index.js';
import { FileStore } from '../../src/platform/files/index.js';
import { PdfRenderer } from '../../src/platform/pdf/index.js';
import { OutsideUnavailable } from '../../src/platform/errors/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { change, type Gilbert, layGilbert, setLevels } from '../support/factories/index.js';
import { TestViewers } from '../support/viewers.js';
import { aCase, aCorrespondence, aTemplate } from './correspondence-rows.js';

const TODAY = '2025-11-14';

/** Draws nothing: a letter is its own HTML. */
class Paper {
  readonly drawn: string[] = [];
  broken = false;

  render(html: string): Promise<Buffer> {
    if (this.broken) return Promise.reject(new OutsideUnavailable('pdf:unavailable'));
    this.drawn.push(html);
    return Promise.resolve(Buffer.from(`%PDF-1.7 ${this.drawn.length} ${html}`));
  }
}

describe('what the desk publishes of its correspondence', () => {
  let app: TestApp;
  let gilbert: Gilbert;
  const paper = new Paper();
  const viewers = new TestViewers();

  beforeAll(async () => {
    const pdf = { provide: PdfRenderer, useValue: paper };
    app = await startTestApp({ now: '2025-11-14T09:00:00Z', overrides: [viewers.override, pdf] });
  });
  beforeEach(async () => {
    await gilbert?.close();
    gilbert = await layGilbert(app, viewers);
    paper.drawn.length = 0;
    paper.broken = false;
  });
  afterAll(async () => {
    await gilbert?.close();
    await app?.close();
  });

  const inAgency = <T>(work: Parameters<typeof app.inTenant<T>>[1]) => app.inTenant(gilbert.domain, work);
  const prepare = (today = TODAY) => inAgency(() => app.get(DeskDocuments).prepare(today));
  const listed = (today = TODAY) =>
    inAgency(async () => {
      const documents: DeskDocument[] = [];
      for await (const document of app.get(DeskDocuments).listed(today)) documents.push(document);
      return documents;
    });

  it('gives the text one PDF titled with its subject and each attachment a document of its own, in the folder of the case, acceptance 8 [GED-01] [GED-02]', async () => {
    const binder = await gilbert.binder('gerance', 'Courriers / Locataires');
    const rules = { group_by_case_type: true, prefix_with_case_reference: true };
    const template = await aTemplate(gilbert, { line: 'gerance', binder_id: binder.id, ...rules });
    const sinistre = await aCase(gilbert, '0152', 'Sinistre');
    const letter = {
      subject: 'Votre dégât des eaux',
      body: 'Bonjour,\n\nNous avons bien reçu.',
      case_file_id: sinistre.id,
    };
    await aCorrespondence(gilbert, template, [{ scope: 'account', target: gilbert.karim.account }], {
      ...letter,
      attachments: ['constat.jpg'],
    });
    expect(await prepare()).toEqual({ problems: [] });
    expect(paper.drawn).toHaveLength(1);
    expect(paper.drawn[0]).toMatch(/Karim BENALI|Karim Benali/);
    const documents = await listed();
    expect(documents).toMatchObject([
      {
        ref: '4821/text',
        title: 'Votre dégât des eaux',
        mediaType: 'application/pdf',
        origin: 'text',
        folder: ['Sinistre'],
        caseReference: '0152',
      },
      {
        ref: '4821/1',
        title: '0152 - Pièce jointe 1',
        filename: '0152 - Pièce jointe 1.jpg',
        origin: 'attachment',
        folder: ['Sinistre'],
      },
    ]);
    for (const document of documents)
      expect(document).toMatchObject({
        ...{ binderId: binder.id, line: 'gerance', from: TODAY, documentDate: TODAY, until: null, notify: false },
        to: [{ scope: 'account', targetId: gilbert.karim.account.id }],
      });
    const kept = await inAgency((tenant) => app.get(FileStore).size(tenant.id, documents[0]!.sha256));
    expect(kept).toBe(documents[0]!.bytes);
  });
});
