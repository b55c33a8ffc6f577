import { Readable } from 'node:stream';
import { ManifestRefused, type Section } from './manifest.types.js';
import { readManifest } from './read-manifest.js';
import { collect, rowsOf } from './testing/collect.js';
import { EXAMPLE } from './testing/example.js';
import { account, document, manifestOf } from './testing/fragments.js';

describe('reading a manifest', () => {
  it('reads the example of the format whole [PUB-39]', async () => {
    const { header, rows, setAside, warnings, summary, refusal } = await collect(EXAMPLE);
    expect({ refusal, setAside, warnings }).toEqual({ refusal: null, setAside: [], warnings: [] });
    expect(header).toMatchObject({
      source: 'LSC-PARIS',
      runRef: '2025-11-14T20-00',
      generatedAt: new Date('2025-11-14T19:00:00Z'),
      lines: ['syndic'],
      generator: 'LSC 6.3.2',
      previousRunRef: null,
    });
    expect(rows).toHaveLength(11);
    expect(summary).toMatchObject({
      entries: 2,
      lines: 20,
      setAside: {},
      listed: { documents: 2, accounts: 1, worksFunds: 1 },
    });
  });

  it('gives rows with parsed values and defaults', async () => {
    const reading = await collect(EXAMPLE);
    expect(rowsOf(reading, 'accounts')[0]).toMatchObject({
      ref: '450PIERREP',
      kind: 'co_owner',
      balance: 6563,
      status: 'active',
      openingBalance: 0,
      label: null,
      entries: [
        { ref: '1', debit: 25000, credit: 0, chargeKind: 'budget', journalKind: 'other', repaid: true },
        { ref: '2', debit: 0, credit: 18437, journal: 'BQ', journalKind: 'bank' },
      ],
    });
    expect(rowsOf(reading, 'buildings')[0]).toMatchObject({
      businessLine: 'syndic',
      separateBankAccount: true,
      address: { line1: '1 place Gilbert', country: 'FR', line2: null },
      allocationKeys: [{ ref: 'I012-001', label: 'Charges générales', total: 1000 }],
      council: [{ party: 'T4412', title: 'member', since: null, until: null }],
      caretakers: [],
    });
    expect(rowsOf(reading, 'binders').map(({ position, path }) => [position, path])).toEqual([
      [1, ["Procès-verbaux d'assemblée"]],
      [2, ['Factures']],
    ]);
    expect(rowsOf(reading, 'worksFunds')[0]).toMatchObject({ ref: 'I012-7 105000', amount: 48000 });
    expect(rowsOf(reading, 'documents')[0]).toMatchObject({
      withdrawn: false,
      until: null,
      folder: [],
      notify: true,
      origin: 'attachment',
      audiences: [{ scope: 'building', target: 'I012' }],
    });
  });

  it('says on which line each row begins', async () => {
    const lot = '\n<lot\nref="L1"\nbuilding="I1" number="1"/>\n<lot ref="L2" building="I1" number="2"/>';
    const reading = await collect(manifestOf('lots', lot, { count: 2 }));
    expect(rowsOf(reading, 'lots').map(({ ref, line }) => [ref, line])).toEqual([
      ['L1', 4],
      ['L2', 7],
    ]);
  });

  it('names the sections in scope with their lines, exhaustive for all lines when none is given [PUB-41]', async () => {
    const scope =
      '<scope><section name="lots" line="syndic"/><section name="parties"/><section name="accounts"/></scope>';
    const xml = manifestOf('parties', '', {
      scope,
      totals: '<lots/><accounts/><totals parties="0" lots="0" accounts="0" entries="0"/>',
    });
    const ordered = xml
      .replace('<lots/>', '')
      .replace('<accounts/>', '')
      .replace('<totals', '<lots/><accounts/><totals');
    expect((await collect(ordered)).header?.scope).toEqual([
      { section: 'parties', lines: null },
      { section: 'lots', lines: ['syndic'] },
      { section: 'accounts', lines: ['gerance', 'syndic'] },
    ]);
  });

  it('takes a prefix for the namespace, and a pointer to the schema', async () => {
    const prefixed = EXAMPLE.replace('xmlns=', 'xmlns:m=').replaceAll(/<(\/?)(?=[a-z])/gi, '<$1m:');
    expect((await collect(prefixed)).rows).toHaveLength(11);
    const schema =
      ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:extranet:manifest:1 m.xsd"';
    expect((await collect(manifestOf('lots', '', { count: 0, rootExtra: schema }))).refusal).toBeNull();
  });

  it('ignores comments and the legacy attributes of binders', async () => {
    const binder =
      '<!-- <binder/> --><binder ref="B" line="gerance" path="Baux" levels="landlord" lot="1" supplier="non"/>';
    const reading = await collect(manifestOf('binders', binder));
    expect(rowsOf(reading, 'binders')[0]).toMatchObject({ ref: 'B', levels: ['landlord'] });
  });

  it('reads only the reference of an explicit withdrawal', async () => {
    const reading = await collect(manifestOf('documents', '<document ref="D77" from="0000-00-00" title=""/>'));
    expect(rowsOf(reading, 'documents')).toEqual([{ line: 3, ref: 'D77', withdrawn: true }]);
    expect(reading.setAside).toEqual([]);
  });

  it('skips a works fund of amount 0 without a word, and counts it', async () => {
    const fund = '<worksFund lot="L1" account="105000" amount="0" asOf="2025-01-01"/>';
    const { rows, setAside, summary } = await collect(manifestOf('worksFunds', fund));
    expect({ rows, setAside, listed: summary?.listed }).toEqual({ rows: [], setAside: [], listed: { worksFunds: 1 } });
  });

  it('keeps equal children once', async () => {
    const reading = await collect(
      manifestOf('documents', document('from="2025-01-01"', '<to building="I1"/><to building="I1"/>')),
    );
    expect(rowsOf(reading, 'documents')[0]).toMatchObject({ audiences: [{ scope: 'building', target: 'I1' }] });
  });

  it('waits for a sink that is full, and only then', async () => {
    const order: string[] = [];
    const later = (name: string) => new Promise<void>((resolve) => setTimeout(() => resolve(void order.push(name)), 5));
    await readManifest(Readable.from([Buffer.from(EXAMPLE)]), {
      header: () => later('header'),
      row: (section: Section) => (section === 'binders' ? later(section) : void order.push(section)),
      setAside: () => undefined,
      problem: () => undefined,
    });
    expect(order.slice(0, 5)).toEqual(['header', 'entities', 'binders', 'binders', 'parties']);
  });

  it('lets through what the sink or the source throws', async () => {
    const broken = async function* (): AsyncIterable<Uint8Array> {
      yield Buffer.from(EXAMPLE.slice(0, 500));
      throw new Error('connection lost');
    };
    const sink = { header: () => undefined, row: () => undefined, setAside: () => undefined, problem: () => undefined };
    await expect(readManifest(broken(), sink)).rejects.toThrow('connection lost');
    const reading = readManifest(broken(), { ...sink, row: () => Promise.reject(new Error('disk full')) });
    await expect(reading).rejects.not.toBeInstanceOf(ManifestRefused);
  });

  it('reads accounts whose sums agree, whatever their number of entries', async () => {
    const entries = Array.from(
      { length: 500 },
      (_, i) => `<entry ref="${i}" date="2025-01-01" label="x" debit="${i + 1}"/>`,
    ).join('');
    const reading = await collect(manifestOf('accounts', account('kind="landlord" balance="125250"', entries)));
    expect(rowsOf(reading, 'accounts')[0]?.entries).toHaveLength(500);
    expect(reading.summary?.entries).toBe(500);
  });
});
