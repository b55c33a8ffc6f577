import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Staff } from '../../../platform/auth/index.js';
import { sql, UnitOfWork } from '../../../platform/database/index.js';
import { type Page, page } from '../../../platform/http/index.js';
import { ListAddress, readListRequest } from '../../../platform/lists/index.js';
import { InLine, type StaffScope, wordsOf } from '../../../portfolio/index.js';
import type { CopySize } from '../draw-copy.js';
import { PhotoAlbum } from '../photo-album.js';
import { groupsOf } from '../photo.model.js';
import { countPhotos, listPhotos, type OpenPhoto } from '../photos.queries.js';
import { shownToStaff } from '../visible-photos.js';

const RULES = { sorts: ['immeuble'], usual: 'immeuble', size: 50 } as const;

/** "Photos": those of every building of the line (GED-82). */
@Controller('agence/:line/photos')
export class StaffPhotosController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly album: PhotoAlbum,
  ) {}

  @Get()
  @Staff('portfolio.view')
  async list(@InLine() scope: StaffScope, @Query() asked: Record<string, unknown>): Promise<Page> {
    const request = { ...readListRequest(asked, RULES), descending: false };
    const within = sql`${shownToStaff(scope)} AND ${wordsOf(request.search, sql`b.words`)}`;
    const [found, total] = await this.work.read((query) =>
      Promise.all([listPhotos(query, within, request), countPhotos(query, within)]),
    );
    const home = homeOf(scope);
    const address = new ListAddress(home, request);
    return page('ged/staff/photos', {
      title: this.album.say('photos:staff-title'),
      search: request.search,
      groups: groupsOf(found.rows, home, this.album.say),
      paging: address.paging(found, total),
      narrowed: address.narrowed,
      resetHref: address.narrowed ? address.reset : null,
      address: address.reset,
    });
  }

  @Get(':id')
  @Staff('portfolio.view')
  async one(@InLine() scope: StaffScope, @Param('id') id: string): Promise<Page> {
    const home = homeOf(scope);
    const photo = await this.find(scope, id);
    return page('ged/staff/photo', {
      ...(await this.album.enlarged(photo, home)),
      steps: [{ label: this.album.say('photos:staff-title'), href: home }],
      listHref: home,
      buildingHref: `/agence/${scope.line}/portefeuille/immeubles/${photo.buildingId}`,
    });
  }

  @Get(':id/vignette')
  @Staff('portfolio.view')
  thumbnail(@InLine() scope: StaffScope, @Param('id') id: string, @Req() request: Request, @Res() response: Response) {
    return this.send(scope, id, 'thumbnail', request, response);
  }

  @Get(':id/grande')
  @Staff('portfolio.view')
  enlarged(@InLine() scope: StaffScope, @Param('id') id: string, @Req() request: Request, @Res() response: Response) {
    return this.send(scope, id, 'enlarged', request, response);
  }

  private async send(scope: StaffScope, id: string, size: CopySize, request: Request, response: Response) {
    await this.album.send(await this.find(scope, id), size, request, response);
  }

  private find(scope: StaffScope, id: string): Promise<OpenPhoto> {
    return this.work.read((query) => this.album.find(query, shownToStaff(scope), id));
  }
}

function homeOf({ line }: StaffScope): string {
  return `/agence/${line}/photos`;
}
