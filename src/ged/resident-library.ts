import { Injectable } from '@nestjs/common';
import { NotFound } from '../platform/errors/index.js';
import { keyset, type ListPage } from '../platform/lists/index.js';
import type { Query } from '../platform/database/index.js';
import { residentPage, type ResidentSpace } from '../portfolio/index.js';
import { type Level, levelAt, yearsOf } from './domain/shelves.js';
import {
  DOCUMENT_ORDER,
  type DocumentRow,
  type DocumentSearch,
  inLevel,
  listDocuments,
  matching,
  readShelves,
  type ResidentReader,
} from './resident-documents.queries.js';

/** Whether the agency gives documents to this kind of client [ADM-70] [ADM-71]; otherwise nothing of theirs exists. */
export function readsDocuments({ kind, settings }: ResidentSpace): boolean {
  const given = {
    co_owner: settings.documentsForCoOwner,
    landlord: settings.documentsForLandlord,
    lessee: settings.documentsForLessee,
  };
  return given[kind];
}

export function readerOf(space: ResidentSpace): ResidentReader {
  return { kind: space.kind, standing: space.standing, today: space.today, partyId: space.viewer.partyId };
}

/** "Mes documents": binders, levels, lists and search of one resident. */
@Injectable()
export class ResidentLibrary {
  /** The binders, and the years that can be searched. */
  async root(space: ResidentSpace, query: Query): Promise<{ level: Level; years: number[] }> {
    this.enter(space);
    const shelves = await readShelves(query, readerOf(space), space.settings.showEmptyBinders);
    return { level: levelAt(shelves, []) as Level, years: yearsOf(shelves) };
  }

  /** @throws NotFound when nothing is filed at that path, for this reader */
  async level(space: ResidentSpace, query: Query, path: string[], asked: Record<string, unknown>) {
    this.enter(space);
    const reader = readerOf(space);
    const page = keyset(DOCUMENT_ORDER, residentPage(asked));
    const [shelves, found] = await Promise.all([
      readShelves(query, reader, space.settings.showEmptyBinders),
      listDocuments(query, reader, inLevel(path), page),
    ]);
    const level = levelAt(shelves, path);
    if (!level) throw new NotFound(undefined, {}, `no level ${path.join(' / ')}`);
    return { level, documents: page.cut(found) };
  }

  async search(space: ResidentSpace, query: Query, search: DocumentSearch, asked: Record<string, unknown>) {
    this.enter(space);
    const reader = readerOf(space);
    const page = keyset(DOCUMENT_ORDER, residentPage(asked));
    const [shelves, found] = await Promise.all([
      readShelves(query, reader, false),
      listDocuments(query, reader, matching(search), page),
    ]);
    const documents: ListPage<DocumentRow> = page.cut(found);
    return { years: yearsOf(shelves), documents };
  }

  private enter(space: ResidentSpace): void {
    if (!readsDocuments(space)) throw new NotFound(undefined, {}, 'documents are not given to this kind of client');
  }
}
