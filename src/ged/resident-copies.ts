import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/index.js';
import { type Query, sql, type Sql, UnitOfWork } from '../platform/database/index.js';
import { NotFound } from '../platform/errors/index.js';
import { type ResidentSpace, ResidentSpaces, type SpaceAddress } from '../portfolio/index.js';
import { ARCHIVE_FILES_LIMIT, type ArchivePlan, planArchive } from './domain/archive-plan.js';
import { readWhole, recordConsultations, underLevel, type WholeDocument } from './resident-documents.queries.js';
import { readerOf } from './resident-library.js';

type Consultation = 'view' | 'download';

interface Wanted {
  condition: Sql;
  most: number;
  /** A link from another account of the same person opens too: his choice narrows lists, not what he may read. */
  of: 'all' | 'chosen';
}

/** Gives documents out, and keeps the proof that they were consulted, in one transaction. */
@Injectable()
export class ResidentCopies {
  constructor(
    private readonly work: UnitOfWork,
    private readonly spaces: ResidentSpaces,
    private readonly audit: Audit,
  ) {}

  /** @throws NotFound: no such document, or not for this reader, which is the same [RES-48] */
  async one(address: SpaceAddress, id: string, action: Consultation): Promise<WholeDocument> {
    if (!isUuid(id)) throw new NotFound();
    const [document] = await this.give(
      address,
      { condition: sql`v.id = ${id}`, most: 1, of: 'all' },
      action,
      (found) => found,
    );
    if (!document) throw new NotFound(undefined, {}, `document ${id} is not visible`);
    return document;
  }

  /** Everything filed at a level and under it, of what the list shows. @throws NotFound when that is nothing */
  async archive(address: SpaceAddress, path: string[]): Promise<ArchivePlan> {
    let plan: ArchivePlan = { entries: [], cut: false };
    const wanted: Wanted = { condition: underLevel(path), most: ARCHIVE_FILES_LIMIT + 1, of: 'chosen' };
    await this.give(address, wanted, 'download', (found) => {
      plan = planArchive(found.map((document) => ({ ...document, folders: document.path.slice(path.length) })));
      return plan.entries;
    });
    if (plan.entries.length === 0) throw new NotFound(undefined, {}, `nothing under ${path.join(' / ')}`);
    return plan;
  }

  private give<Given extends { id: string }>(
    address: SpaceAddress,
    { condition, most, of }: Wanted,
    action: Consultation,
    choose: (found: WholeDocument[]) => Given[],
  ): Promise<Given[]> {
    return this.work.write(() =>
      this.spaces.read(address, async (space, query) => {
        const reader = readerOf(of === 'all' ? { ...space, standing: space.whole } : space);
        const given = choose(await readWhole(query, reader, condition, most));
        await this.prove(space, query, given, action);
        return given;
      }),
    );
  }

  /** What a staff member opens in a client's place is no consultation of the client's [ADM-54]. */
  private async prove(
    space: ResidentSpace,
    query: Query,
    given: { id: string }[],
    action: Consultation,
  ): Promise<void> {
    const ids = given.map(({ id }) => id);
    if (ids.length === 0) return;
    const { partyId, seenBy } = space.viewer;
    if (!seenBy) await recordConsultations(query, partyId, ids, action);
    else {
      const subject = { kind: 'party', id: partyId };
      await this.audit.record({
        action: 'documents.see-as',
        subject,
        details: { action, documents: ids.length, first: ids[0] ?? null },
      });
    }
  }
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
