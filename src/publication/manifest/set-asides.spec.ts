import type { Section } from './manifest.types.js';
import { collect, rowsOf } from './testing/collect.js';
import { account, document, manifestOf } from './testing/fragments.js';

const entry = (attributes: string) => `<entry ref="7" date="2025-01-01" label="x" ${attributes}/>`;
const building = (inside: string, attributes = 'line="syndic"') =>
  `<building ref="I1" name="Gilbert" ${attributes}>${inside}</building>`;
const year = (ref: string, start: string, end: string) =>
  `<fiscalYear ref="${ref}" start="${start}" end="${end}" closed="false"/>`;

describe('a faulty row is set aside and named [PUB-49]', () => {
  const cases: [code: string, why: string, section: Section, row: string, message: string][] = [
    [
      'ROW-02',
      'a value is missing',
      'documents',
      document('from="2025-01-01"').replace('title="PV"', ''),
      'Document D77 : attribut « title » manquant.',
    ],
    [
      'ROW-02',
      'a value cannot be',
      'documents',
      document('from="demain"'),
      'Document D77 : valeur « demain » invalide pour « from ».',
    ],
    [
      'ROW-02',
      'a value is too long to be repeated',
      'lots',
      `<lot ref="L1" building="I1" number="${'9'.repeat(60)}"/>`,
      `Lot L1 : valeur « ${'9'.repeat(39)}… » invalide pour « number ».`,
    ],
    [
      'ROW-02',
      'its reference is missing',
      'lots',
      '<lot building="I1" number="1"/>',
      'Lot sans référence : attribut « ref » manquant.',
    ],
    [
      'ROW-02',
      'an entry is faulty',
      'accounts',
      account('kind="landlord" balance="0"', entry('debit="1,50"')),
      'Compte A1, écriture 7 : valeur « 1,50 » invalide pour « debit ».',
    ],
    [
      'ROW-02',
      'an entry has a debit and a credit',
      'accounts',
      account('kind="landlord" balance="0"', entry('debit="1" credit="1"')),
      'Compte A1, écriture 7 : un débit ou un crédit',
    ],
    [
      'ROW-02',
      'an entry has neither',
      'accounts',
      account('kind="landlord" balance="0"', entry('debit="0"')),
      'un débit ou un crédit non nul',
    ],
    [
      'ROW-02',
      'a co-owner account has no building',
      'accounts',
      account('kind="co_owner" balance="0"'),
      'Compte A1 : attribut « building » manquant.',
    ],
    [
      'ROW-02',
      'a person has no name',
      'parties',
      '<party ref="T1" kind="person" companyName="SCI"/>',
      'Tiers T1 : attribut « lastName » manquant.',
    ],
    [
      'ROW-02',
      'a company has no name',
      'parties',
      '<party ref="T1" kind="company" lastName="A"/>',
      '« companyName » manquant.',
    ],
    [
      'ROW-02',
      'an address has no line',
      'parties',
      '<party ref="T1" kind="person" lastName="A"><address city="Nancy"/></party>',
      'Tiers T1, adresse : attribut « line1 » manquant.',
    ],
    [
      'ROW-02',
      'a document is addressed to nobody',
      'documents',
      document('from="2025-01-01"', ''),
      'Document D77 : aucun destinataire.',
    ],
    [
      'ROW-02',
      'an addressee is two things',
      'documents',
      document('from="2025-01-01"', '<to lot="L1" line="syndic"/>'),
      'Document D77, destinataire : un seul attribut',
    ],
    [
      'ROW-02',
      'a subtype goes with another kind',
      'documents',
      document('from="2025-01-01" complianceKind="contract" complianceSubtype="lead"'),
      'technical_diagnostic',
    ],
    [
      'ROW-02',
      'a file is too large',
      'documents',
      document('from="2025-01-01"').replace('bytes="84211"', 'bytes="104857601"'),
      'invalide pour « bytes ».',
    ],
    [
      'ROW-02',
      'a lot has one key twice',
      'lots',
      '<lot ref="L1" building="I1" number="1"><share key="K" value="1"/><share key="K" value="2"/></lot>',
      'clé « K » donnée deux fois.',
    ],
    [
      'ROW-02',
      'a supplier account is not a 401',
      'suppliers',
      '<supplier ref="F1" party="T1" account="450X"/>',
      'invalide pour « account ».',
    ],
    [
      'ROW-03',
      'entries do not give the balance',
      'accounts',
      account('kind="landlord" balance="6563" openingBalance="100"', entry('debit="6563"')),
      'Compte A1 : 65,63 annoncé, 66,63 calculé.',
    ],
    [
      'ROW-04',
      'a document ends before it begins',
      'documents',
      document('from="2025-06-01" until="2025-05-31"'),
      'Document D77 : « until » (2025-05-31) avant « from » (2025-06-01).',
    ],
    [
      'ROW-04',
      'fiscal years overlap',
      'buildings',
      building(year('E1', '2025-01-01', '2025-12-31') + year('E2', '2025-07-01', '2026-06-30')),
      'Immeuble I1 : les exercices E1 et E2 se chevauchent.',
    ],
    [
      'ROW-04',
      'a fiscal year ends before it begins',
      'buildings',
      building(year('E1', '2025-01-01', '2024-12-31')),
      'Immeuble I1, exercice E1 : fin',
    ],
    [
      'ROW-04',
      'a fiscal year is longer than 18 months',
      'buildings',
      building(year('E1', '2025-01-01', '2026-12-31')),
      'plus de 18 mois',
    ],
    [
      'ROW-04',
      'a membership ends before it begins',
      'buildings',
      building('<council party="T1" title="member" since="2025-01-01" until="2024-01-01"/>'),
      'Immeuble I1, conseil syndical : « until »',
    ],
    [
      'ROW-04',
      'a building of gérance has a council',
      'buildings',
      building('<council party="T1" title="member"/>', 'line="gerance"'),
      'conseil syndical',
    ],
    [
      'ROW-04',
      'a holder leaves before he comes',
      'lots',
      '<lot ref="L1" building="I1" number="1"><holder account="A" part="owner" from="2025-01-01" until="2024-01-01"/></lot>',
      'Lot L1, détenteur : « until »',
    ],
  ];

  it.each(cases)('%s when %s', async (code, _why, section, row, message) => {
    const reading = await collect(manifestOf(section, row));
    expect({ refusal: reading.refusal, rows: reading.rows }).toEqual({ refusal: null, rows: [] });
    expect(reading.setAside).toHaveLength(1);
    expect(reading.setAside[0]?.problem).toMatchObject({ severity: 'set_aside', code, section });
    expect(reading.setAside[0]?.problem.message).toContain(message);
    expect(reading.summary).toMatchObject({ listed: { [section]: 1 }, setAside: { [section]: 1 } });
  });

  it('goes on with the rows around it', async () => {
    const lots = '<lot ref="L1" building="I1" number="1"/><lot ref="L2"/><lot ref="L3" building="I1" number="3"/>';
    const reading = await collect(manifestOf('lots', lots, { count: 3 }));
    expect(rowsOf(reading, 'lots').map(({ ref }) => ref)).toEqual(['L1', 'L3']);
    expect(reading.setAside.map(({ ref }) => ref)).toEqual(['L2']);
  });

  it.each([
    ['accounts', account('kind="co_owner" building="I1" balance="0"'), 'Compte A1 : valeur « co_owner »'],
    ['buildings', building(''), 'Immeuble I1 : valeur « syndic »'],
  ] as const)('ROW-02 when a row of %s is of a line out of the scope [PUB-41]', async (section, row, message) => {
    const scope = `<scope><section name="${section}" line="gerance"/></scope>`;
    const { setAside } = await collect(manifestOf(section, row, { scope }));
    expect(setAside[0]?.problem).toMatchObject({ code: 'ROW-02' });
    expect(setAside[0]?.problem.message).toContain(message);
  });

  it('says the line of the fault, not that of the row', async () => {
    const xml = manifestOf(
      'accounts',
      account('kind="landlord" balance="0"', `\n${entry('debit="1"')}\n${entry('debit="x"').replace('7', '8')}`),
    );
    expect((await collect(xml)).setAside[0]?.problem).toMatchObject({ line: 5, column: 52 });
  });
});

describe('what the reader puts right, with a warning', () => {
  const person = (attributes: string) =>
    manifestOf('parties', `<party ref="T1" kind="person" lastName="A" ${attributes}/>`);

  it('WRN-01 drops a bad address or telephone and keeps the row', async () => {
    const reading = await collect(person('email="pierre@" phone="néant" mobile="06 12 34 56 78"'));
    expect(rowsOf(reading, 'parties')[0]).toMatchObject({ email: null, phone: null, mobile: '+33612345678' });
    expect(reading.warnings.map(({ code, message }) => [code, message])).toEqual([
      ['WRN-01', 'Tiers T1 : valeur « pierre@ » invalide pour « email », laissé de côté.'],
      ['WRN-01', 'Tiers T1 : valeur « néant » invalide pour « phone », laissé de côté.'],
    ]);
  });

  it('WRN-01 drops a bad IBAN, BIC or ICS of an entity, which does not refuse the run', async () => {
    const entity = '<entity ref="S1" code="S1" label="S" line="syndic" iban="FR00" bic="X" ics="FR00ZZZ123456"/>';
    const reading = await collect(manifestOf('entities', entity));
    expect(rowsOf(reading, 'entities')[0]).toMatchObject({ iban: null, bic: null, ics: null });
    expect(reading.warnings.map(({ code }) => code)).toEqual(['WRN-01', 'WRN-01', 'WRN-01']);
  });

  it('WRN-01 reaches the telephone of a caretaker too', async () => {
    const reading = await collect(manifestOf('buildings', building('<caretaker party="T1" phone="?"/>')));
    expect(rowsOf(reading, 'buildings')[0]?.caretakers).toEqual([{ party: 'T1', phone: null, presence: null }]);
    expect(reading.warnings).toHaveLength(1);
  });

  it('WRN-02 closes the levels of a syndic binder to the right', async () => {
    const reading = await collect(manifestOf('binders', '<binder ref="B" line="syndic" path="P" levels="co_owner"/>'));
    expect(rowsOf(reading, 'binders')[0]?.levels).toEqual(['co_owner', 'council_member', 'president']);
    expect(reading.warnings).toMatchObject([{ code: 'WRN-02', section: 'binders', ref: 'B' }]);
  });

  it('WRN-08 ignores what a later 1.x adds, once a name', async () => {
    const lots =
      '<lot ref="L1" building="I1" number="1" colour="blue"><balcony><area m2="3"/>été</balcony></lot><lot ref="L2" building="I1" number="2" colour="red"/>';
    const scope = '<scope><section name="lots"/><section name="keys"/></scope>';
    const totals = '<keys><key ref="1"/></keys><totals lots="2" keys="1"/>';
    const reading = await collect(
      manifestOf('lots', lots, { version: '1.3', scope, totals, rootExtra: ' colour="1"' }),
    );
    expect(reading.refusal).toBeNull();
    expect(rowsOf(reading, 'lots').map(({ ref }) => ref)).toEqual(['L1', 'L2']);
    expect(reading.warnings.map(({ code, line }) => [code, line])).toEqual([
      ['WRN-08', 1],
      ['WRN-08', 2],
      ['WRN-08', 3],
      ['WRN-08', 4],
      ['WRN-08', 4],
    ]);
  });

  it('MAN-12 refuses a later 1.x deeper than five elements', async () => {
    const deep = '<a><b><c><d/></c></b></a>';
    const { refusal } = await collect(
      manifestOf('lots', `<lot ref="L1" building="I1" number="1">${deep}</lot>`, { version: '1.1' }),
    );
    expect(refusal).toMatchObject({ code: 'MAN-12' });
  });
});
