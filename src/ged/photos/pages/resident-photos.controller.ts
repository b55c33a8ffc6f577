import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { RequiresFeature, Resident } from '../../../platform/auth/index.js';
import { NotFound } from '../../../platform/errors/index.js';
import { type Page, page } from '../../../platform/http/index.js';
import {
  InSpace,
  residentPage,
  residentPaging,
  type ResidentSpace,
  ResidentSpaces,
  selectorOf,
  type SpaceAddress,
  spacePaths,
} from '../../../portfolio/index.js';
import type { CopySize } from '../draw-copy.js';
import { PhotoAlbum } from '../photo-album.js';
import { groupsOf } from '../photo.model.js';
import { listPhotos, type OpenPhoto } from '../photos.queries.js';
import { shownTo } from '../visible-photos.js';

/** "Mes photos": by building, each enlarged on a page of its own (RES-34). */
@Controller(spacePaths('photos'))
@RequiresFeature('extranet')
@Resident()
export class ResidentPhotosController {
  constructor(
    private readonly spaces: ResidentSpaces,
    private readonly album: PhotoAlbum,
  ) {}

  @Get()
  list(@InSpace() address: SpaceAddress, @Query() asked: Record<string, unknown>): Promise<Page> {
    return this.spaces.read(address, async (space, query) => {
      const home = homeOf(space);
      const found = await listPhotos(query, shownTo(space), { ...residentPage(asked), descending: false });
      return page('ged/resident/photos', {
        title: this.album.say('photos:title'),
        selector: selectorOf(space, home),
        groups: groupsOf(found.rows, home, this.album.say),
        paging: residentPaging(home, {}, found),
      });
    });
  }

  @Get(':id')
  async one(@InSpace() address: SpaceAddress, @Param('id') id: string): Promise<Page> {
    const { photo, home } = await this.open(address, id);
    return page('ged/resident/photo', {
      ...(await this.album.enlarged(photo, home)),
      steps: [{ label: this.album.say('photos:title'), href: home }],
      listHref: home,
    });
  }

  @Get(':id/vignette')
  thumbnail(
    @InSpace() address: SpaceAddress,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.send(address, id, 'thumbnail', request, response);
  }

  @Get(':id/grande')
  enlarged(
    @InSpace() address: SpaceAddress,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    return this.send(address, id, 'enlarged', request, response);
  }

  private async send(address: SpaceAddress, id: string, size: CopySize, request: Request, response: Response) {
    const { photo } = await this.open(address, id);
    await this.album.send(photo, size, request, response);
  }

  /** A link sent from another account of the same person opens too: his choice narrows lists, not what he may see. */
  private open(address: SpaceAddress, id: string): Promise<{ photo: OpenPhoto; home: string }> {
    return this.spaces.read(address, async (space, query) => {
      const home = homeOf(space);
      const photo = await this.album.find(query, shownTo({ ...space, standing: space.whole }), id);
      return { photo, home };
    });
  }
}

/** @throws NotFound while the agency shows no photos: then nothing of them exists [ADM-72] */
function homeOf({ home, settings }: ResidentSpace): string {
  if (!settings.showPhotos) throw new NotFound(undefined, {}, 'photos are not shown to these clients');
  return `${home}/photos`;
}
