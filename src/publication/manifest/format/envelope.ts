import { dateTime, int, oneOf, ref, shortRef, text } from '../lexical.js';
import { SECTIONS, type BusinessLine, type ManifestHeader, type Section } from '../manifest.types.js';
import { named, optional, required } from './attribute.js';
import { element, many, one, type ElementSpec } from './element.js';
import { line, lineSet } from './lines.js';
import { SECTION_SPECS } from './sections.js';

export const NAMESPACE = 'urn:extranet:manifest:1';
export const VERSION = '1.0';

const ENTRY_COUNT = 'entries';
export type Totals = Record<Section | typeof ENTRY_COUNT, number | null>;

export interface ScopeItem {
  name: Section;
  businessLine: BusinessLine | null;
}
export type Publication = Omit<ManifestHeader, 'scope'>;

const scopeSection = element<ScopeItem>('section', {
  noun: 'section',
  attributes: { name: required(oneOf(...SECTIONS)), businessLine: named('line', optional(line)) },
});

export const scope = element<{ sections: ScopeItem[] }>('scope', {
  noun: 'scope',
  attributes: {},
  children: { sections: many(scopeSection, 24) },
});

const count = optional(int(0));
export const totals = element<Totals>('totals', {
  noun: 'totals',
  attributes: Object.fromEntries([...SECTIONS, ENTRY_COUNT].map((name) => [name, count])) as Record<
    keyof Totals,
    typeof count
  >,
});

const sectionElement = (section: Section): ElementSpec =>
  element<{ rows: object[] }>(section, {
    noun: section,
    attributes: {},
    children: { rows: many(SECTION_SPECS[section].element, SECTION_SPECS[section].max) },
  });

const sectionElements = SECTIONS.map((section) => [section, one(sectionElement(section))] as const);

/** The root, whose children come in the order given here. */
export const publication = element<Publication & { scope: object; totals: object }>('publication', {
  noun: 'publication',
  attributes: {
    version: required(text(7)),
    source: required(shortRef(20)),
    runRef: required(ref),
    generatedAt: required(dateTime),
    lines: required(lineSet),
    generator: optional(text(100)),
    previousRunRef: optional(ref),
  },
  children: { scope: one(scope), ...Object.fromEntries(sectionElements), totals: one(totals) },
  ignored: ['xsi:schemaLocation'],
});
