import { UnitOfWork } from '../../src/platform/database/index.js';
import { Sources } from '../../src/publication/index.js';
import { documentRow, gilbert, invoice, minutes } from './support/manifest.js';
import { pdf, type TestFile } from './support/pdf.js';
import { PublicationWorld, type RunAnswer } from './support/world.js';

/** The same bytes, announced by two programs of one agency. */
describe('a file that two sources announce', () => {
  let world: PublicationWorld;
  let otherKey: string;
  beforeAll(async () => {
    world = await PublicationWorld.open();
    await world.publish(world.sheet(gilbert()), [minutes, invoice]);
    const source = {
      code: 'OTHER',
      label: 'Autre logiciel',
      lines: ['syndic'],
      networks: [],
      dropFolder: false,
      autoCommit: false,
    };
    const key = await world.app.inTenant('gilbert', () =>
      world.app.get(UnitOfWork).write(({ query }) => world.app.get(Sources).bringTo(query, source)),
    );
    otherKey = key ?? '';
  });
  afterAll(() => world.close());

  const shared = pdf('le même fichier');
  const announcedAs = (file: TestFile, media: string) => [
    documentRow('D95', file, { media: media as 'application/pdf', audiences: [{ scope: 'line', target: 'syndic' }] }),
  ];
  const startOther = async (documents: ReturnType<typeof announcedAs>): Promise<RunAnswer> => {
    const rows = { binders: gilbert().binders, buildings: [], documents };
    const sheet = world.sheet(rows, { source: 'OTHER' });
    return world.start(sheet, '?replace=true', otherKey);
  };

  it('is refused to the one that announced it wrongly, and still awaited from the other [PUB-73]', async () => {
    const right = await world.start(
      world.sheet({ ...gilbert(), documents: [...gilbert().documents, ...announcedAs(shared, 'application/pdf')] }),
    );
    const wrong = await startOther(announcedAs(shared, 'image/png'));
    expect([right.missing.count, wrong.missing.count]).toEqual([1, 1]);
    const sent = await world
      .ask('put', `/files/${shared.sha256}`, otherKey)
      .type('application/octet-stream')
      .send(shared.bytes);
    expect(sent.status).toBe(415);
    expect((await world.run(wrong.id, otherKey)).missing.count).toBe(0);
    expect((await world.run(right.id)).missing.count).toBe(1);
    expect(await world.put(shared)).toBe(201);
    const run = await world.commit(right.id);
    expect(run).toMatchObject({ state: 'applied', problems: [] });
  });

  it('that one sends as it is does not answer for the other, who called it something else', async () => {
    const again = pdf('encore un fichier commun');
    const wrong = await startOther(announcedAs(again, 'image/png'));
    const right = await world.start(
      world.sheet({ ...gilbert(), documents: [...gilbert().documents, ...announcedAs(again, 'application/pdf')] }),
    );
    expect(await world.put(again)).toBe(201);
    expect((await world.run(right.id)).missing.count).toBe(0);
    expect((await world.run(wrong.id, otherKey)).missing.count).toBe(1);
  });
});
