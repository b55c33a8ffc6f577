import { collect, gzip } from './testing/collect.js';
import { EXAMPLE } from './testing/example.js';
import { account, document, manifestOf } from './testing/fragments.js';

const edited = (from: string | RegExp, to: string): string => {
  const xml = EXAMPLE.replace(from, to);
  if (xml === EXAMPLE) throw new Error(`nothing to replace: ${String(from)}`);
  return xml;
};
/** Its check sum is that of another text. */
const damaged = (packed: Buffer): Buffer => packed.fill(0, packed.length - 8);
const lots = (inside: string, count = 1) => manifestOf('lots', inside, { count });

describe('a manifest is refused as a whole', () => {
  const cases: [code: string, why: string, xml: string | Uint8Array, message: string][] = [
    ['MAN-01', 'a tag is not closed', edited('</party>', ''), 'Ligne 7, colonne 202 : balise fermante attendue.'],
    ['MAN-01', 'it is not XML', '{"publication": true}', 'en dehors de l’élément'],
    [
      'MAN-01',
      'it is not UTF-8',
      Buffer.from(EXAMPLE.replace('Gilbert', 'Gilb\u00e9rt'), 'latin1'),
      'Ligne 4 : le texte n’est pas de l’UTF-8.',
    ],
    ['MAN-01', 'it says another encoding', edited('UTF-8', 'ISO-8859-1'), 'codage ISO-8859-1 refusé'],
    ['MAN-01', 'it is XML 1.1', edited('<?xml version="1.0"', '<?xml version="1.1"'), 'XML 1.1'],
    [
      'MAN-01',
      'an attribute comes twice',
      edited('code="S001"', 'code="S001" code="S002"'),
      'attribut « code » donné deux fois.',
    ],
    ['MAN-01', 'an entity is unknown', edited('Syndicat Gilbert', 'Syndicat&eacute;'), 'entité inconnue'],
    ['MAN-01', 'it has two roots', `${EXAMPLE}<publication/>`, 'en dehors de l’élément'],
    ['MAN-01', 'its gzip is damaged', damaged(gzip(EXAMPLE)), 'gzip est abîmé'],
    [
      'MAN-02',
      'it has a DOCTYPE',
      edited('?>\n', '?>\n<!DOCTYPE publication [<!ENTITY a "b">]>\n'),
      'Ligne 2 : déclaration interdite.',
    ],
    [
      'MAN-02',
      'it has a processing instruction',
      edited('<scope>', '<?php echo 1 ?><scope>'),
      'Ligne 3 : déclaration interdite.',
    ],
    [
      'MAN-02',
      'it declares an entity inside',
      edited('<scope>', '<!ENTITY a "b"><scope>'),
      'Ligne 3 : déclaration interdite.',
    ],
    ['MAN-03', 'its end is missing', EXAMPLE.trimEnd().slice(0, -1), 'Le bordereau est tronqué après la ligne 19.'],
    ['MAN-03', 'it is empty', '', 'tronqué après la ligne 1.'],
    ['MAN-03', 'its gzip is cut', gzip(EXAMPLE).subarray(0, -9), 'tronqué après la ligne'],
    [
      'MAN-03',
      'it ends inside a character',
      Buffer.from(EXAMPLE).subarray(0, Buffer.from(EXAMPLE).indexOf('é') + 1),
      'tronqué',
    ],
    [
      'MAN-04',
      'its namespace is another',
      edited('urn:extranet:manifest:1', 'urn:autre'),
      'espace de noms « urn:autre » inconnu',
    ],
    ['MAN-04', 'it has no namespace', edited(' xmlns="urn:extranet:manifest:1"', ''), 'espace de noms «  » inconnu'],
    ['MAN-04', 'a child has another namespace', edited('<scope>', '<scope xmlns="urn:autre">'), 'espace de noms'],
    [
      'MAN-04',
      'its version is another',
      edited('version="1.0" source', 'version="2.0" source'),
      'Version 2.0 inconnue.',
    ],
    [
      'MAN-05',
      'an attribute is misspelt',
      edited('notify="true"', 'untill="2026-01-01"'),
      'Ligne 16, colonne 268 : attribut « untill » inconnu.',
    ],
    ['MAN-05', 'an element is unknown', lots('<appartement ref="1"/>'), 'élément « appartement » de « lots » inconnu.'],
    [
      'MAN-05',
      'its root is another element',
      '<manifest xmlns="urn:extranet:manifest:1"/>',
      'élément « manifest » inconnu.',
    ],
    ['MAN-05', 'there is text between elements', lots('bonjour'), 'texte inattendu « bonjour ».'],
    ['MAN-05', 'there is CDATA between elements', lots('<![CDATA[x]]>'), 'texte inattendu'],
    [
      'MAN-05',
      'sections are out of order',
      edited(/(<expenses>.*<\/expenses>)\n(.*<worksFunds>.*)\n/, '$2\n$1\n'),
      'section « expenses »',
    ],
    ['MAN-05', 'a section comes twice', lots('</lots><lots>', 0), 'élément « lots » donné deux fois.'],
    [
      'MAN-05',
      'a section in scope is missing [PUB-41]',
      edited('<section name="documents"/>', '<section name="documents"/><section name="photos"/>'),
      'section « photos » annoncée mais absente.',
    ],
    [
      'MAN-05',
      'a section is not in scope [PUB-41]',
      edited('<section name="parties"/>', ''),
      'section « parties » absente de « scope ».',
    ],
    ['MAN-05', 'scope is missing', edited(/<scope>.*<\/scope>/, ''), 'élément « scope » manquant.'],
    ['MAN-05', 'totals are missing', edited(/<totals.*\/>/, ''), 'élément « totals » manquant.'],
    [
      'MAN-05',
      'something follows totals',
      edited('</publication>', '<photos/></publication>'),
      'élément « photos » mal placé.',
    ],
    [
      'MAN-05',
      'a party has two addresses',
      edited(/(<address line1="3[^>]*>)/, '$1$1'),
      'élément « address » donné deux fois.',
    ],
    ['MAN-06', 'the source is missing', edited('source="LSC-PARIS"', ''), 'attribut « source » manquant.'],
    [
      'MAN-06',
      'the date of generation cannot be',
      edited('2025-11-14T20:00:00+01:00', '2025-11-31T20:00:00+01:00'),
      'invalide pour « generatedAt ».',
    ],
    [
      'MAN-06',
      'scope names an unknown section',
      edited('name="worksFunds"', 'name="fonds"'),
      'valeur « fonds » invalide pour « name ».',
    ],
    [
      'MAN-06',
      'scope names a section twice',
      edited('<section name="lots"/>', '<section name="lots"/><section name="lots" line="syndic"/>'),
      'section « lots » nommée deux fois.',
    ],
    [
      'MAN-06',
      'scope names a line of another publication',
      edited('<section name="lots"/>', '<section name="lots" line="gerance"/>'),
      'métier gerance absent de « lines ».',
    ],
    [
      'MAN-06',
      'scope gives parties a line',
      edited('<section name="parties"/>', '<section name="parties" line="syndic"/>'),
      '« line » n’a pas lieu d’être.',
    ],
    [
      'MAN-06',
      'scope is empty',
      lots('').replace(/<scope>.*<\/scope>/, '<scope/>'),
      '« scope » ne nomme aucune section.',
    ],
    ['MAN-06', 'an entity has no code', edited('code="S001"', ''), 'Entité S001 : attribut « code » manquant.'],
    [
      'MAN-06',
      'an entity is of a line out of scope',
      edited('label="Syndicat Gilbert" line="syndic"', 'label="x" line="gerance"'),
      'hors du périmètre',
    ],
    [
      'MAN-06',
      'a binder has levels of the other line',
      edited('levels="council_member president"', 'levels="landlord"'),
      'Classeur B-FAC : valeur « landlord » invalide pour « levels ».',
    ],
    [
      'MAN-06',
      'two binders have the same path',
      edited('path="Factures"', 'path="Procès-verbaux d\'assemblée"'),
      'donné deux fois.',
    ],
    [
      'MAN-06',
      'two binders have the role of invoices',
      edited('complianceKind="meeting_minutes"', 'role="invoices"'),
      'rôle « invoices » donné deux fois.',
    ],
    [
      'MAN-06',
      'a gérance binder has a role',
      manifestOf('binders', '<binder ref="B" line="gerance" path="F" levels="" role="invoices"/>'),
      '« role »',
    ],
    ['MAN-06', 'totals leave a section out', edited(' lots="1"', ''), '« totals » ne dit rien de lots.'],
    ['MAN-06', 'totals leave entries out', edited(' entries="2"', ''), '« totals » ne dit rien de entries.'],
    [
      'MAN-06',
      'totals count a section out of scope',
      edited(' lots="1"', ' lots="1" photos="0"'),
      '« totals » compte photos, hors du périmètre.',
    ],
    ['MAN-06', 'totals are not numbers', edited(' lots="1"', ' lots="un"'), 'valeur « un » invalide pour « lots ».'],
    [
      'MAN-07',
      'two documents have one reference',
      edited('ref="D90"', 'ref="D77"'),
      'Référence D77 en double (lignes 16 et 17).',
    ],
    [
      'MAN-07',
      'two allocation keys have one reference',
      edited('<fiscalYear', '<allocationKey ref="I012-001" label="x" total="1"/><fiscalYear'),
      'Référence I012-001 en double',
    ],
    [
      'MAN-07',
      'two entries of an account have one reference',
      edited('<entry ref="2"', '<entry ref="1"'),
      'Référence 1 en double (lignes 13 et 13).',
    ],
    [
      'MAN-07',
      'a lot has one works fund twice',
      edited(/(<worksFund lot[^>]*>)/, '$1$1'),
      'Référence I012-7 105000 en double',
    ],
    ['MAN-08', 'totals differ', edited('documents="2"', 'documents="3"'), 'documents : 3 annoncés, 2 lus.'],
    ['MAN-08', 'entries differ', edited('entries="2"', 'entries="1"'), 'entries : 1 annoncé, 2 lus.'],
    [
      'MAN-12',
      'a document has more than 500 addressees',
      manifestOf('documents', document('from="2025-01-01"', '<to building="I1"/>'.repeat(501))),
      'plus de 500 éléments « to »',
    ],
    [
      'MAN-12',
      'there are more than 500 binders',
      manifestOf(
        'binders',
        Array.from({ length: 501 }, (_, i) => `<binder ref="B${i}" line="gerance" path="P${i}" levels=""/>`).join(''),
      ),
      'plus de 500 éléments « binder »',
    ],
  ];

  it.each(cases)('%s when %s', async (code, _why, xml, message) => {
    const { refusal } = await collect(xml);
    expect(refusal).toMatchObject({ severity: 'refusal', code });
    expect(refusal?.message).toContain(message);
  });

  it('MAN-12 past the unpacked size, the gzip ratio or the size of a tag', async () => {
    const long = lots(' '.repeat(3_000_000), 0);
    expect((await collect(long)).refusal).toMatchObject({ code: 'MAN-12' });
    expect((await collect(EXAMPLE, { bytes: 1000 })).refusal).toMatchObject({ code: 'MAN-12' });
    const bomb = await collect(gzip(long), { tagCharacters: Infinity });
    expect(bomb.refusal).toMatchObject({
      code: 'MAN-12',
      message: 'Le bordereau compressé dépasse le rapport de 200.',
    });
  });

  it('MAN-07 names the lines of both, far apart', async () => {
    const many = Array.from({ length: 3000 }, (_, i) => `\n<lot ref="L${i}" building="I1" number="1"/>`).join('');
    const { refusal } = await collect(lots(`${many}\n<lot ref="L0" building="I1" number="1"/>`, 3001));
    expect(refusal).toMatchObject({
      code: 'MAN-07',
      ref: 'L0',
      section: 'lots',
      line: 3004,
      message: 'Référence L0 en double (lignes 4 et 3 004).',
    });
  });

  it('keeps passwords out of its sentences [PUB-60]', async () => {
    const party = (password: string) =>
      `<party ref="T1" kind="person" lastName="A"><credentials login="pierre.a" initialPassword="${password}"/></party>`;
    for (const password of ['court', `${'x'.repeat(64)}secret`]) {
      const { setAside } = await collect(manifestOf('parties', party(password)));
      expect(setAside[0]?.problem).toMatchObject({ code: 'ROW-02' });
      expect(setAside[0]?.problem.message).toContain('initialPassword');
      expect(setAside[0]?.problem.message).not.toContain(password.slice(-5));
    }
  });

  it('does not confuse a faulty entry with a refusal', async () => {
    const xml = manifestOf(
      'accounts',
      account('kind="landlord" balance="0"', '<entry ref="1" date="hier" label="x" debit="1"/>'),
    );
    expect((await collect(xml)).refusal).toBeNull();
  });
});
