import { hash } from 'node:crypto';
import type { BusinessLine } from '../manifest/manifest.types.js';

/** What a reference may name, by the name of its element in the manifest. Binders that exist are found by line and path instead. */
export type Element =
  | 'staffMember'
  | 'entity'
  | 'party'
  | 'building'
  | 'allocationKey'
  | 'fiscalYear'
  | 'lot'
  | 'supplier'
  | 'account'
  | 'expense'
  | 'worksFund'
  | 'document'
  | 'photo'
  /** Only of one the manifest does not list: nothing has that identifier. */
  | 'binder';

/**
 * Identifier (UUID version 8) of what a source calls `ref`: the same at every publication, so that a reference becomes an
 * identifier without a look-up, and unforeseeable, for the source's own identifier is random.
 */
export function rowId(sourceId: string, element: Element, ref: string): string {
  const hex = hash('sha256', `${sourceId}/${element}/${ref}`);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The target of an audience "everyone of the line": the same as SQL's app.line_target. */
export const LINE_TARGETS: Record<BusinessLine, string> = {
  gerance: '00000000-0000-8000-8000-000000000001',
  syndic: '00000000-0000-8000-8000-000000000002',
};
