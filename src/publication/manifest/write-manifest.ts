import { NAMESPACE, publication, scope, totals } from './format/envelope.js';
import type { Child, ElementSpec, Value } from './format/element.js';
import { SECTION_SPECS } from './format/sections.js';
import {
  SECTIONS,
  type ManifestHeader,
  type RowBySection,
  type Section,
  type SectionCounts,
} from './manifest.types.js';
import { endTag, startTag } from './writing/tags.js';
import { WITHDRAWAL_FILLING } from './writing/withdrawal.js';

/** A row as it is made: what may be null may be left out, and lines belong to files. */
export type Draft<T> = T extends readonly object[]
  ? Draft<T[number]>[]
  : T extends readonly unknown[]
    ? T
    : T extends object
      ? { [K in keyof T as null extends T[K] ? never : K extends 'line' ? never : K]: Draft<T[K]> } & {
          [K in keyof T as null extends T[K] ? K : never]?: Draft<T[K]>;
        }
      : T;
export type RowDraft<S extends Section> = Draft<RowBySection[S]>;
export type SectionRow = { [S in Section]: { section: S; row: RowDraft<S> } }[Section];

type Items = AsyncIterable<SectionRow> | Iterable<SectionRow>;
const CHUNK_CHARACTERS = 64 * 1024;

/**
 * A manifest of format 1.0 as UTF-8 chunks, from rows that come section by section in the order of the format. Sections in scope
 * without rows are written empty; totals are counted. Throws when a row is out of scope or out of order.
 */
export async function* writeManifest(header: ManifestHeader, rows: Items): AsyncGenerator<Buffer> {
  let text = '';
  for await (const piece of manifestText(header, rows)) {
    text += piece;
    if (text.length < CHUNK_CHARACTERS) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

async function* manifestText(header: ManifestHeader, rows: Items): AsyncGenerator<string> {
  yield opening(header);
  const waiting = header.scope.map(({ section }) => section);
  const counts: SectionCounts = {};
  let open: Section | null = null;
  let entries = 0;
  for await (const { section, row } of rows) {
    if (section !== open) {
      if (!waiting.includes(section)) throw new Error(`section ${section} is out of scope or out of order`);
      yield `${closing(open)}${emptySections(waiting, section, counts)}<${section}>\n`;
      open = section;
    }
    counts[section] = (counts[section] ?? 0) + 1;
    if (section === 'accounts') entries += row.entries.length;
    yield rowText(section, row as unknown as Value);
  }
  yield `${closing(open)}${emptySections(waiting, null, counts)}`;
  const counted = counts.accounts === undefined ? counts : { ...counts, entries };
  yield `${startTag(totals, counted, true)}\n${endTag(publication)}\n`;
}

function opening(header: ManifestHeader): string {
  const items = header.scope.flatMap(({ section, lines }) => {
    const whole = lines === null || lines.length === header.lines.length;
    return whole ? [{ name: section }] : lines.map((line) => ({ name: section, businessLine: line }));
  });
  const root = startTag(publication, header as unknown as Value, false, ` xmlns="${NAMESPACE}"`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n${elementText(scope, { sections: items })}`;
}

const closing = (section: Section | null): string => (section === null ? '' : `</${section}>\n`);

/** The sections in scope that come before `next` and have no row; takes them, and `next`, off the waiting list. */
function emptySections(waiting: Section[], next: Section | null, counts: SectionCounts): string {
  const passed = waiting.splice(0, next === null ? waiting.length : waiting.indexOf(next) + 1);
  return passed
    .filter((section) => section !== next)
    .map((section) => {
      counts[section] = 0;
      return `<${section}/>\n`;
    })
    .join('');
}

function rowText(section: Section, row: Value): string {
  const written = row.withdrawn === true ? { ...WITHDRAWAL_FILLING, ref: row.ref } : row;
  return elementText(SECTION_SPECS[section].element, written);
}

function elementText(spec: ElementSpec, value: Value): string {
  let inside = '';
  for (const child of spec.children.values()) inside += childrenText(child, value[child.property]);
  if (inside === '') return `${startTag(spec, value, true)}\n`;
  return `${startTag(spec, value, false)}\n${inside}${endTag(spec)}\n`;
}

function childrenText(child: Child, held: unknown): string {
  if (held === null || held === undefined) return '';
  let text = '';
  for (const item of child.many ? (held as unknown[]) : [held]) {
    text += elementText(child.element, child.write(item as never) as Value);
  }
  return text;
}

/** A header whose scope is exhaustive for these sections, in all the lines given. */
export function headerFor(
  about: Omit<ManifestHeader, 'version' | 'scope' | 'generator' | 'previousRunRef'> &
    Partial<Pick<ManifestHeader, 'generator' | 'previousRunRef'>>,
  sections: readonly Section[],
): ManifestHeader {
  const inScope = SECTIONS.filter((section) => sections.includes(section)).map((section) => ({
    section,
    lines: SECTION_SPECS[section].belongsToLine ? about.lines : null,
  }));
  return { generator: null, previousRunRef: null, ...about, version: '1.0', scope: inScope };
}
