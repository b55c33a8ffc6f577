import type { Locale } from '../../platform/tenancy/index.js';
import type { Translator } from '../../platform/i18n/index.js';
import type { FileRow } from '../../platform/views/index.js';
import type { ResidentSpace } from '../../portfolio/index.js';
import { fileKind } from '../domain/document-names.js';
import { levelAddress } from '../domain/shelves.js';
import { subjectOf } from '../domain/whom-for.js';
import type { DocumentRow } from '../resident-documents.queries.js';

/** Rows as the list of a level shows them. */
export function fileRows(rows: DocumentRow[], space: ResidentSpace, say: Say): FileRow[] {
  return rows.map((row) => ({
    href: `${space.home}/document/${row.id}`,
    title: row.title,
    type: fileKind(row.mediaType),
    new: row.fresh,
    day: row.date,
    notes: [whomFor(row, space, say)],
    bytes: row.bytes,
    downloadHref: `${space.home}/document/${row.id}/telecharger`,
  }));
}

/** Rows from anywhere: each says first in which binder it is. */
export function placedRows(rows: DocumentRow[], space: ResidentSpace, say: Say): FileRow[] {
  return fileRows(rows, space, say).map((row, index) => ({
    ...row,
    notes: [rows[index]?.path.join(' › ') ?? '', ...(row.notes ?? [])],
  }));
}

export type Say = (key: string, values?: Record<string, string | number>) => string;

export function sayIn(translator: Translator, locale: Locale): Say {
  return (key, values) => translator.say(locale, key, values);
}

function whomFor(row: DocumentRow, space: ResidentSpace, say: Say): string {
  const subject = subjectOf(row.targets, space.whole);
  switch (subject.kind) {
    case 'account':
      return say('ged:resident.for-account', { number: subject.number });
    case 'lessee-account':
      return say('ged:resident.for-lessee', { number: subject.number });
    case 'lot':
      return say('ged:resident.for-lot', { number: subject.number, building: subject.building });
    case 'building':
      return subject.name;
    case 'line':
      return space.tenant.name;
  }
}

/** "Mes documents › Courriers › Locataires": the last step is the page itself. */
export function steps(space: ResidentSpace, path: string[], say: Say): { label: string; href?: string }[] {
  const base = `${space.home}/documents`;
  const levels = path.map((name, index) => ({ label: name, href: levelAddress(base, path.slice(0, index + 1)) }));
  return [{ label: say('ged:resident.title'), href: base }, ...levels].map((step, index, all) =>
    index === all.length - 1 ? { label: step.label } : step,
  );
}
