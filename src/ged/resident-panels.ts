import { Injectable } from '@nestjs/common';
import { context } from '../platform/context/index.js';
import { sql } from '../platform/database/index.js';
import { Translator } from '../platform/i18n/index.js';
import { keyset } from '../platform/lists/index.js';
import type { FileRow } from '../platform/views/index.js';
import { ResidentShell, type ResidentSpace } from '../portfolio/index.js';
import { placedRows, sayIn } from './pages/resident-documents.model.js';
import { countFresh, DOCUMENT_ORDER, listDocuments } from './resident-documents.queries.js';
import { readerOf, readsDocuments } from './resident-library.js';

const LATEST = 5;

/** What documents bring to a resident's home: a tile with what is new, and the latest ones. */
@Injectable()
export class ResidentPanels {
  constructor(shell: ResidentShell, translator: Translator) {
    const documentsOf = (space: ResidentSpace) => `${space.home}/documents`;
    shell.contribute({
      key: 'ged.documents',
      order: 10,
      icon: 'folders',
      label: 'ged:resident.title',
      note: 'ged:resident.tile-note',
      href: documentsOf,
      visible: readsDocuments,
      figure: async (space, query) => ({
        count: await countFresh(query, readerOf(space)),
        sentence: 'ged:resident.fresh-documents',
      }),
    });
    shell.contributePanel({
      key: 'ged.latest',
      order: 20,
      view: 'ged/resident/latest',
      visible: readsDocuments,
      load: async (space, query) => {
        const page = keyset(DOCUMENT_ORDER, { descending: true, size: 25, cursor: null });
        const found = await listDocuments(query, readerOf(space), sql`TRUE`, { ...page, limit: sql`${LATEST}` });
        return {
          rows: placedRows(found, space, sayIn(translator, context().locale)).map((row) => briefly(row, space)),
          allHref: documentsOf(space),
        };
      },
    });
  }
}

/** On a home, a document says when and where; which account, to who has several. */
function briefly(row: FileRow, { selectables }: ResidentSpace): FileRow {
  return { ...row, bytes: undefined, notes: row.notes?.slice(0, selectables.length > 0 ? 2 : 1) };
}
