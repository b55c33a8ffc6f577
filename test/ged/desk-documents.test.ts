import { type DeskDocument, DeskDocuments, ListCorrespondence } from '../../src/ged/index.js';
import { FileStore } from '../../src/platform/files/index.js';
import { PdfRenderer } from '../../src/platform/pdf/index.js';
import { OutsideUnavailable } from '../../src/platform/errors/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { change, type Gilbert, layGilbert, setLevels, sha256Of } from '../support/factories/index.js';
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

  const toAnne = () => [{ scope: 'account' as const, target: gilbert.anne.account }];
  const letters = async (path = 'Courriers / Copropriétaires') =>
    aTemplate(gilbert, { line: 'syndic', binder_id: (await gilbert.binder('syndic', path)).id });

  it('draws a text once, and again when it has changed', async () => {
    const row = await aCorrespondence(gilbert, await letters(), toAnne(), { body: 'Bonjour' });
    await prepare();
    await prepare();
    expect(paper.drawn).toHaveLength(1);
    await change(gilbert, 'correspondence', { text_revision: 2 }, { id: row.id });
    await prepare();
    expect(paper.drawn).toHaveLength(2);
  });

  it('names what could not be drawn, to be tried again; what was drawn before stays as it was', async () => {
    const template = await letters();
    const old = await aCorrespondence(gilbert, template, toAnne(), { body: 'Avant' });
    await prepare();
    const before = await listed();
    await change(gilbert, 'correspondence', { text_revision: 2 }, { id: old.id });
    for (let count = 0; count < 6; count += 1)
      await aCorrespondence(gilbert, template, toAnne(), { body: 'Nouveau', attachments: ['a.pdf'] });
    paper.broken = true;
    const { problems } = await prepare();
    expect(problems).toHaveLength(7);
    expect(problems.every(({ again }) => again)).toBe(true);
    expect(await listed()).toEqual(before);
    paper.broken = false;
    expect(await prepare()).toEqual({ problems: [] });
    expect(await listed()).toHaveLength(13);
  });

  it('never gives to every co-owner what was written to a council, even if the binder was opened since', async () => {
    const template = await letters('Courriers / Conseil syndical');
    await aCorrespondence(gilbert, template, [{ scope: 'council', target: gilbert.residence }], {
      attachments: ['a.pdf'],
    });
    expect(await listed()).toMatchObject([{ to: [{ scope: 'building', targetId: gilbert.residence.id }] }]);
    await setLevels(gilbert, await gilbert.binder('syndic', 'Courriers / Conseil syndical'), [
      'co_owner',
      'council_member',
      'president',
    ]);
    expect(await listed()).toEqual([]);
    const { problems } = await prepare();
    expect(problems).toMatchObject([{ ref: '4821', again: false }]);
    expect(problems[0]!.message).toContain('réservé au conseil syndical');
  });

  it('lists nothing of drafts, of days to come, of those taken down, and of another agency', async () => {
    const template = await letters();
    const files = { attachments: ['a.pdf'] };
    await aCorrespondence(gilbert, template, toAnne(), { ...files, processed_on: null, publication_on: null });
    await aCorrespondence(gilbert, template, toAnne(), { ...files, publication_on: '2025-11-15' });
    await aCorrespondence(gilbert, template, toAnne(), {
      ...files,
      publication_on: null,
      former_publication_on: TODAY,
    });
    expect(await listed()).toEqual([]);
    expect(await listed('2025-11-15')).toHaveLength(1);
    const other = await layGilbert(app, viewers);
    const theirs = await app.inTenant(other.domain, async () => {
      for await (const document of app.get(DeskDocuments).listed('2025-11-15')) return document;
      return null;
    });
    expect(theirs).toBeNull();
    await other.close();
  });

  it('lets go of its transaction when its reader leaves early', async () => {
    const template = await letters();
    for (let count = 0; count < 3; count += 1)
      await aCorrespondence(gilbert, template, toAnne(), { attachments: ['a.pdf', 'b.pdf'] });
    for (let again = 0; again < 8; again += 1) {
      await inAgency(async () => {
        for await (const document of app.get(DeskDocuments).listed(TODAY)) return document;
        return null;
      });
    }
    expect(await listed()).toHaveLength(6);
  });

  it('publishes the lists of a building one in the place of the other, however many are made at once', async () => {
    const binder = await gilbert.binder('syndic', 'Liste des copropriétaires');
    const template = await aTemplate(gilbert, { line: 'syndic', binder_id: binder.id });
    const make = (bytes: string) =>
      inAgency(async () => {
        const file = {
          name: 'Liste_copropriétaires.pdf',
          sha256: sha256Of(bytes),
          bytes: 4,
          mediaType: 'application/pdf',
        };
        const list = {
          templateId: template.id,
          buildingId: gilbert.residence.id,
          subject: 'Liste des copropriétaires',
          file,
        };
        return app.get(ListCorrespondence).publish(list);
      });
    const numbers = await Promise.all(['a', 'b', 'c', 'd'].map(make));
    const last = Math.max(...numbers);
    expect(await listed()).toMatchObject([
      {
        ref: `${last}/1`,
        title: 'Liste des copropriétaires',
        origin: 'list',
        to: [{ scope: 'building', targetId: gilbert.residence.id }],
      },
    ]);
    expect(await prepare()).toEqual({ problems: [] });
  });
});
