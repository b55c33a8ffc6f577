import type { BusinessLine } from '../publication/manifest/manifest.types.js';
import type { RowDraft } from '../publication/manifest/write-manifest.js';
import { DEFAULT_BINDERS } from '../ged/domain/default-binders.js';
import { plain } from './names.js';

/** The reference of a binder in every demo manifest: "S-FACTURES", "G-COURRIERSLOCATAIRES". */
export const binderRef = (line: BusinessLine, path: readonly string[] | string): string =>
  `${line === 'syndic' ? 'S' : 'G'}-${plain(typeof path === 'string' ? path : path.join('')).toUpperCase()}`;

/** The binders every agency starts with, as a manifest lists them; the one filled by hand belongs to no manifest. */
export function defaultBinders(lines: readonly BusinessLine[]): RowDraft<'binders'>[] {
  return DEFAULT_BINDERS.filter(({ line, role }) => lines.includes(line) && role !== 'syndic_documents').map(
    (binder, index) => ({
      ref: binderRef(binder.line, binder.path),
      businessLine: binder.line,
      path: binder.path,
      levels: binder.levels as RowDraft<'binders'>['levels'],
      position: index + 1,
      role: binder.role as RowDraft<'binders'>['role'],
      complianceKind: binder.complianceKind,
      active: true,
    }),
  );
}
