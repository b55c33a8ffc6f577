import type { Section } from '../manifest.types.js';

interface Parts {
  lines?: string;
  version?: string;
  /** `totals` as written; counted from `count` otherwise. */
  totals?: string;
  scope?: string;
  count?: number;
  rootExtra?: string;
}

/** A manifest with one section in scope, whose inside is given; `count` rows are announced. */
export function manifestOf(section: Section, inside: string, parts: Parts = {}): string {
  const { lines = 'gerance syndic', version = '1.0', count = 1, rootExtra = '' } = parts;
  const entries = section === 'accounts' ? ` entries="${inside.split('<entry ').length - 1}"` : '';
  const root = `xmlns="urn:extranet:manifest:1" version="${version}" source="LSC-PARIS" runRef="r1" generatedAt="2025-11-14T20:00:00+01:00" lines="${lines}"`;
  return [
    `<publication ${root}${rootExtra}>`,
    parts.scope ?? `<scope><section name="${section}"/></scope>`,
    `<${section}>${inside}</${section}>`,
    parts.totals ?? `<totals ${section}="${count}"${entries}/>`,
    '</publication>',
  ].join('\n');
}

export const account = (attributes: string, entries = ''): string =>
  `<account ref="A1" number="A1" entity="S001" party="T1" ${attributes} asOf="2025-11-14">${entries}</account>`;

export const document = (attributes: string, inside = '<to building="I012"/>'): string =>
  `<document ref="D77" binder="B-PV" title="PV" filename="pv.pdf" media="application/pdf" bytes="84211" sha256="${'9f'.repeat(32)}" documentDate="2025-06-12" ${attributes}>${inside}</document>`;
