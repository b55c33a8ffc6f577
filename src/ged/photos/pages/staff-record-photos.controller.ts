import { Controller, Get, Param, Query } from '@nestjs/common';
import { Staff } from '../../../platform/auth/index.js';
import { type Query as Ask, type Sql, sql, UnitOfWork } from '../../../platform/database/index.js';
import { NotFound } from '../../../platform/errors/index.js';
import { type Page, page } from '../../../platform/http/index.js';
import { ListAddress, readListRequest } from '../../../platform/lists/index.js';
import {
  type Category,
  findBuilding,
  InLine,
  type OpenParty,
  readStanding,
  type RecordHead,
  StaffRecords,
  type StaffScope,
} from '../../../portfolio/index.js';
import { PhotoAlbum } from '../photo-album.js';
import { groupsOf } from '../photo.model.js';
import { countPhotos, listPhotos } from '../photos.queries.js';
import { shownTo, shownToStaff } from '../visible-photos.js';

const RULES = { sorts: ['immeuble'], usual: 'immeuble', size: 50 } as const;

interface Album {
  head: RecordHead;
  within: Sql;
}

/** "Photos" of a record: those of the building, or those the client sees (ADM-60). */
@Controller('agence/:line/portefeuille/:category/:id/photos')
export class StaffRecordPhotosController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly records: StaffRecords,
    private readonly album: PhotoAlbum,
  ) {}

  @Get()
  @Staff('portfolio.view')
  async show(
    @InLine() scope: StaffScope,
    @Param('category') slug: string,
    @Param('id') id: string,
    @Query() asked: Record<string, unknown>,
  ): Promise<Page> {
    const category = await this.records.category(scope, slug);
    const request = { ...readListRequest(asked, RULES), descending: false, search: '' };
    const { head, found, total } = await this.work.read(async (query) => {
      const { within, ...album } =
        category.record === 'building'
          ? await this.ofBuilding(query, scope, category, this.records.id(id))
          : await this.ofClient(query, await this.records.party(scope, slug, id));
      return { ...album, found: await listPhotos(query, within, request), total: await countPhotos(query, within) };
    });
    return page('ged/staff/record-photos', {
      title: head.title,
      head,
      groups: groupsOf(found.rows, `/agence/${scope.line}/photos`, this.album.say),
      paging: new ListAddress(`${head.address}/photos`, request).paging(found, total),
    });
  }

  private async ofBuilding(query: Ask, scope: StaffScope, category: Category, id: string): Promise<Album> {
    const building = await findBuilding(query, scope, id, this.records.today());
    if (!building) throw new NotFound();
    const subject = { id, title: building.name, source: building.source };
    return {
      head: this.records.head(scope, category, subject, 'photos'),
      within: sql`${shownToStaff(scope)} AND p.building_id = ${id}`,
    };
  }

  /** A staff member limited to buildings sees what the client sees of those. */
  private async ofClient(query: Ask, open: OpenParty): Promise<Album> {
    const { category, scope, party, today } = open;
    if (!open.isClient || !category.account) throw new NotFound();
    const standing = await readStanding(query, party.id, category.account, today);
    return {
      head: this.records.partyHead(open, 'client-photos'),
      within: sql`${shownTo({ line: scope.line, standing })} AND ${shownToStaff(scope)}`,
    };
  }
}
