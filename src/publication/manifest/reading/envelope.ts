import { NAMESPACE, VERSION, type Publication, type ScopeItem, type Totals } from '../format/envelope.js';
import { cut, grouped } from '../format/fault.js';
import { SECTION_SPECS } from '../format/sections.js';
import {
  SECTIONS,
  type ManifestHeader,
  type ScopeSection,
  type Section,
  type SectionCounts,
} from '../manifest.types.js';
import { refusal, type Place } from './problems.js';

const ORDER: readonly string[] = ['scope', ...SECTIONS, 'totals'];

/** The frame of a manifest: namespace, version, scope, order of the sections, totals. Throws refusals. */
export class Envelope {
  /** Null until the scope is read. */
  header: ManifestHeader | null = null;
  private publication: Publication | null = null;
  private last = -1;

  checkNamespace(given: string | undefined, place: Place): void {
    if (given !== NAMESPACE)
      throw refusal('MAN-04', place, `espace de noms « ${cut(given ?? '')} » inconnu, ${NAMESPACE} est attendu.`);
  }

  /** True for 1.0, whose every name is known; false for a later 1.x. A missing version is the table's affair. */
  checkVersion(given: string = VERSION, place: Place): boolean {
    if (!/^1\.[0-9]{1,3}$/.test(given)) throw refusal('MAN-04', place, `Version ${cut(given)} inconnue.`);
    return given === VERSION;
  }

  begin(publication: Publication): void {
    this.publication = publication;
  }

  /** A child of the root begins. */
  enter(name: string, place: Place): void {
    const index = ORDER.indexOf(name);
    if (index <= this.last) {
      throw refusal(
        'MAN-05',
        place,
        index === this.last ? `élément « ${name} » donné deux fois.` : `élément « ${name} » mal placé.`,
      );
    }
    if (this.header === null && name !== 'scope') throw refusal('MAN-05', place, 'élément « scope » manquant.');
    const skipped = ORDER.slice(this.last + 1, index).find((section) => this.isInScope(section));
    if (skipped !== undefined) throw refusal('MAN-05', place, `section « ${skipped} » annoncée mais absente.`);
    if (name !== 'scope' && name !== 'totals' && !this.isInScope(name)) {
      throw refusal('MAN-05', place, `section « ${name} » absente de « scope ».`);
    }
    this.last = index;
  }

  readScope(items: readonly ScopeItem[], place: Place): ManifestHeader {
    const { publication } = this;
    if (publication === null || items.length === 0)
      throw refusal('MAN-06', place, '« scope » ne nomme aucune section.');
    items.forEach((item, index) => checkScopeItem(item, items.slice(0, index), publication, place));
    const scope = SECTIONS.flatMap((section) => scopeOf(section, items, publication));
    const { version, source, runRef, generatedAt, lines, generator, previousRunRef } = publication;
    this.header = { version, source, runRef, generatedAt, lines, generator, previousRunRef, scope };
    return this.header;
  }

  checkTotals(given: Totals, read: SectionCounts, entries: number, place: Place): void {
    const expected = Object.entries(read);
    if (this.isInScope('accounts')) expected.push(['entries', entries]);
    const differing: string[] = [];
    for (const [name, announced] of Object.entries(given)) {
      const counted = expected.find(([known]) => known === name)?.[1];
      if (announced !== null && counted === undefined)
        throw refusal('MAN-06', place, `« totals » compte ${name}, hors du périmètre.`);
      if (announced === null && counted !== undefined)
        throw refusal('MAN-06', place, `« totals » ne dit rien de ${name}.`);
      if (announced !== null && counted !== undefined && announced !== counted)
        differing.push(difference(name, announced, counted));
    }
    if (differing.length > 0) throw refusal('MAN-08', null, `${differing.join(' ; ')}.`, { line: place.line });
  }

  end(place: Place): void {
    if (this.last !== ORDER.length - 1)
      throw refusal('MAN-05', place, `élément « ${this.header ? 'totals' : 'scope'} » manquant.`);
  }

  private isInScope(name: string): boolean {
    return this.header?.scope.some(({ section }) => section === name) ?? false;
  }
}

function checkScopeItem(item: ScopeItem, former: readonly ScopeItem[], { lines }: Publication, place: Place): void {
  const same = former.find(
    ({ name, businessLine: line }) =>
      name === item.name && (line === item.businessLine || line === null || item.businessLine === null),
  );
  if (same) throw refusal('MAN-06', place, `section « ${item.name} » nommée deux fois.`);
  if (item.businessLine === null) return;
  if (!SECTION_SPECS[item.name].belongsToLine)
    throw refusal('MAN-06', place, `section « ${item.name} » : « line » n’a pas lieu d’être.`);
  if (!lines.includes(item.businessLine))
    throw refusal('MAN-06', place, `section « ${item.name} » : métier ${item.businessLine} absent de « lines ».`);
}

function scopeOf(section: Section, items: readonly ScopeItem[], { lines }: Publication): ScopeSection[] {
  const named = items.filter(({ name }) => name === section);
  if (named.length === 0) return [];
  if (!SECTION_SPECS[section].belongsToLine) return [{ section, lines: null }];
  return [
    {
      section,
      lines: lines.filter((line) => named.some((item) => item.businessLine === null || item.businessLine === line)),
    },
  ];
}

const difference = (name: string, announced: number, read: number): string =>
  `${name} : ${grouped(announced)} ${announced > 1 ? 'annoncés' : 'annoncé'}, ${grouped(read)} ${read > 1 ? 'lus' : 'lu'}`;
