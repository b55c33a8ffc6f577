import { readDay } from '../../accounts/index.js';
import { textOf } from '../../platform/lists/index.js';
import { idOf } from '../../portfolio/index.js';
import type { DocumentFilters } from './binder-documents.queries.js';

/** Of the address: `q`, `immeuble`, `compte`, `du`, `au`, `dossier`, `etat` (`retires`). What cannot be read narrows nothing. */
export function readDocumentFilters(query: Record<string, unknown>): DocumentFilters {
  return {
    search: textOf(query.q),
    buildingId: idOf(query.immeuble),
    account: textOf(query.compte),
    from: readDay(textOf(query.du)),
    to: readDay(textOf(query.au)),
    folder: textOf(query.dossier),
    withdrawn: textOf(query.etat) === 'retires',
  };
}
