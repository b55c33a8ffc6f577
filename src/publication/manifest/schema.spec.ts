import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { XmlDocument, XmlElement, XsdValidator } from 'libxml2-wasm';
import { publication } from './format/envelope.js';
import type { ElementSpec } from './format/element.js';
import { anyManifest } from './testing/arbitraries.js';
import { collect } from './testing/collect.js';
import { EXAMPLE } from './testing/example.js';
import { account, document, manifestOf } from './testing/fragments.js';
import { headerFor, writeManifest } from './write-manifest.js';

const XS = { xs: 'http://www.w3.org/2001/XMLSchema' };
const schema = XmlDocument.fromString(
  readFileSync(fileURLToPath(new URL('manifest-1.0.xsd', import.meta.url)), 'utf8'),
);
const validator = XsdValidator.fromDoc(schema);
afterAll(() => {
  validator.dispose();
  schema.dispose();
});

/** What the schema finds wrong, null when nothing is. */
function judge(xml: string): string | null {
  let parsed: XmlDocument | undefined;
  try {
    parsed = XmlDocument.fromString(xml);
    validator.validate(parsed);
    return null;
  } catch (error) {
    return (error as Error).message;
  } finally {
    parsed?.dispose();
  }
}

/** What the reader finds wrong: codes of the refusal, of rows set aside and of warnings. */
async function read(xml: string): Promise<string[]> {
  const { refusal, setAside, warnings } = await collect(xml);
  return [...(refusal ? [refusal] : []), ...setAside.map(({ problem }) => problem), ...warnings].map(
    ({ code }) => code,
  );
}

describe('schema of the manifest, manifest-1.0.xsd', () => {
  it('accepts the example [PUB-63]', () => expect(judge(EXAMPLE)).toBeNull());

  it('accepts every manifest the writer makes', async () => {
    await fc.assert(
      fc.asyncProperty(anyManifest, async ({ sections, rows }) => {
        const about = {
          source: 'S',
          runRef: 'r',
          generatedAt: new Date('2025-11-14T19:00:00Z'),
          lines: ['gerance' as const, 'syndic' as const],
        };
        let xml = '';
        for await (const chunk of writeManifest(headerFor(about, sections), rows)) xml += chunk.toString();
        expect(judge(xml)).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  it('knows the same elements, attributes and obligations as the reader', () => {
    const differing: string[] = [];
    const visit = (spec: ElementSpec): void => {
      const type = `//xs:complexType[@name='${spec.name[0]?.toUpperCase()}${spec.name.slice(1)}']`;
      const attributes = schema.find(`${type}/xs:attribute`, XS) as XmlElement[];
      const inSchema = attributes.map(
        (node) => `${node.attr('name')?.value}${node.attr('use')?.value === 'required' ? '*' : ''}`,
      );
      const inTable = [...spec.attributes.values()].map(({ name, required }) => `${name}${required ? '*' : ''}`);
      const ignored = [...spec.ignored].filter((name) => !name.startsWith('xsi:'));
      const children = (schema.find(`${type}//xs:element`, XS) as XmlElement[]).map(
        (node) => node.attr('name')?.value ?? '',
      );
      const sorted = (names: string[]) => names.sort().join(' ');
      if (sorted(inSchema) !== sorted([...inTable, ...ignored])) differing.push(`${spec.name}: ${sorted(inSchema)}`);
      if (sorted(children) !== sorted([...spec.children.keys()])) differing.push(`${spec.name} > ${sorted(children)}`);
      for (const child of spec.children.values()) visit(child.element);
    };
    visit(publication);
    expect(differing).toEqual([]);
  });

  const entry = (attributes: string) => `<entry ref="1" date="2025-01-01" label="x" ${attributes}/>`;
  const lot = (attributes: string, inside = '') =>
    `<lot ref="L1" building="I1" number="1" ${attributes}>${inside}</lot>`;
  const both: [what: string, xml: string][] = [
    ['a tag left open', EXAMPLE.replace('</party>', '')],
    ['a cut end', EXAMPLE.trimEnd().slice(0, -2)],
    ['another namespace', EXAMPLE.replace('manifest:1', 'manifest:2')],
    ['another version', EXAMPLE.replace('version="1.0" source', 'version="2.0" source')],
    ['a misspelt attribute', EXAMPLE.replace('notify=', 'untill=')],
    ['an unknown element', manifestOf('lots', '<flat/>')],
    ['text between elements', manifestOf('lots', 'x')],
    ['sections out of order', EXAMPLE.replace(/(<expenses>.*<\/expenses>)\n(.*<worksFunds>.*)\n/, '$2\n$1\n')],
    ['a section twice', manifestOf('lots', '</lots><lots>', { count: 0 })],
    ['no scope', EXAMPLE.replace(/<scope>.*<\/scope>/, '')],
    ['an empty scope', EXAMPLE.replace(/<scope>.*<\/scope>/, '<scope/>')],
    ['no totals', EXAMPLE.replace(/<totals.*\/>/, '')],
    ['an unknown section in scope', EXAMPLE.replace('name="lots"', 'name="lot"')],
    ['a missing source', EXAMPLE.replace('source="LSC-PARIS"', '')],
    ['an impossible instant', EXAMPLE.replace('2025-11-14T20:00', '2025-02-30T20:00')],
    ['an entity without code', EXAMPLE.replace('code="S001"', '')],
    ['the same reference twice', EXAMPLE.replace('ref="D90"', 'ref="D77"')],
    ['the same entry twice', EXAMPLE.replace('entry ref="2"', 'entry ref="1"')],
    ['the same works fund twice', EXAMPLE.replace(/(<worksFund lot[^>]*>)/, '$1$1')],
    ['an impossible day', manifestOf('documents', document('from="2025-02-29"'))],
    ['a day before 1900', manifestOf('documents', document('from="1899-12-31"'))],
    ['a missing title', manifestOf('documents', document('from="2025-01-01"').replace('title="PV"', ''))],
    ['an empty title', manifestOf('documents', document('from="2025-01-01"').replace('title="PV"', 'title=" "'))],
    ['a title too long', manifestOf('documents', document('from="2025-01-01"').replace('PV', 'x'.repeat(161)))],
    ['a folder too deep', manifestOf('documents', document('from="2025-01-01" folder="a/b/c"'))],
    [
      'an unknown media type',
      manifestOf('documents', document('from="2025-01-01"').replace('application/pdf', 'application/zip')),
    ],
    ['a file of 0 bytes', manifestOf('documents', document('from="2025-01-01"').replace('84211', '0'))],
    ['a short digest', manifestOf('documents', document('from="2025-01-01"').replace('9f9f', '9f'))],
    ['an unknown compliance kind', manifestOf('documents', document('from="2025-01-01" complianceKind="facture"'))],
    ['no addressee', manifestOf('documents', document('from="2025-01-01"', ''))],
    ['501 addressees', manifestOf('documents', document('from="2025-01-01"', '<to building="I1"/>'.repeat(501)))],
    ['an amount with a comma', manifestOf('accounts', account('kind="landlord" balance="1"', entry('debit="1,0"')))],
    ['an unknown status', manifestOf('accounts', account('kind="landlord" status="parti" balance="0"'))],
    ['a reference with a space', manifestOf('lots', lot('').replace('"L1"', '"L 1"'))],
    ['an area in words', manifestOf('lots', lot('area="grand"'))],
    ['a share without value', manifestOf('lots', lot('', '<share key="K"/>'))],
    [
      'the same key twice in a lot',
      manifestOf('lots', lot('', '<share key="K" value="1"/><share key="K" value="2"/>')),
    ],
    ['levels that do not exist', manifestOf('binders', '<binder ref="B" line="syndic" path="P" levels="tous"/>')],
    ['a path too deep', manifestOf('binders', '<binder ref="B" line="syndic" path="a/b/c/d" levels=""/>')],
    ['two addresses', EXAMPLE.replace(/(<address line1="3[^>]*>)/, '$1$1')],
    [
      'a login too short',
      manifestOf('parties', '<party ref="T" kind="company" companyName="A"><credentials login="abc"/></party>'),
    ],
    [
      'an email without domain',
      manifestOf('parties', '<party ref="T" kind="company" companyName="A" email="pierre@"/>'),
    ],
    ['a telephone in words', manifestOf('parties', '<party ref="T" kind="company" companyName="A" phone="néant"/>')],
    ['a supplier account that is none', manifestOf('suppliers', '<supplier ref="F" party="T" account="450"/>')],
  ];
  it.each(both)('and the reader both find fault with %s', async (_what, xml) => {
    expect(judge(xml)).not.toBeNull();
    expect(await read(xml)).not.toEqual([]);
  });

  /** What a schema cannot say: the documentation warns that only the server judges it. */
  const readerOnly: [what: string, code: string, xml: string][] = [
    ['totals that differ', 'MAN-08', EXAMPLE.replace('documents="2"', 'documents="3"')],
    [
      'a section in scope that is missing',
      'MAN-05',
      EXAMPLE.replace('name="documents"/>', 'name="documents"/><section name="photos"/>'),
    ],
    ['a DOCTYPE', 'MAN-02', EXAMPLE.replace('?>', '?><!DOCTYPE publication>')],
    ['a processing instruction', 'MAN-02', EXAMPLE.replace('<scope>', '<?x?><scope>')],
    ['a balance that its entries do not give', 'ROW-03', EXAMPLE.replace('balance="6563"', 'balance="6564"')],
    [
      'an addressee that is two things',
      'ROW-02',
      manifestOf('documents', document('from="2025-01-01"', '<to lot="L" line="syndic"/>')),
    ],
    [
      'a document that ends before it begins',
      'ROW-04',
      manifestOf('documents', document('from="2025-01-02" until="2025-01-01"')),
    ],
    ['an IBAN with a wrong digit', 'WRN-01', EXAMPLE.replace('189"', '188"')],
  ];
  it.each(readerOnly)('leaves to the reader %s (%s)', async (_what, code, xml) => {
    expect(judge(xml)).toBeNull();
    expect(await read(xml)).toContain(code);
  });
});
