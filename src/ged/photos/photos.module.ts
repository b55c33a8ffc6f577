import { Module } from '@nestjs/common';
import { StaffShell } from '../../platform/shell/index.js';
import { type CategoryKey, PortfolioModule, ResidentShell, StaffRecordTabs } from '../../portfolio/index.js';
import { ForgetPhotoCopies } from './forget-copies.job.js';
import { ResidentPhotosController } from './pages/resident-photos.controller.js';
import { StaffRecordPhotosController } from './pages/staff-record-photos.controller.js';
import { StaffPhotosController } from './pages/staff-photos.controller.js';
import { PhotoAlbum } from './photo-album.js';
import { PhotoCopies } from './photo-copies.js';
import { countPhotos } from './photos.queries.js';
import { shownTo } from './visible-photos.js';

const CLIENTS: CategoryKey[] = ['co_owners', 'council', 'landlords', 'lessees'];
const TAB = { order: 60, label: 'photos:staff-title', path: 'photos', permission: 'portfolio.view' } as const;

@Module({
  imports: [PortfolioModule],
  controllers: [ResidentPhotosController, StaffPhotosController, StaffRecordPhotosController],
  providers: [PhotoAlbum, PhotoCopies, ForgetPhotoCopies],
})
export class PhotosModule {
  constructor(residents: ResidentShell, staff: StaffShell, tabs: StaffRecordTabs) {
    tabs.contribute(
      { ...TAB, key: 'photos', categories: ['buildings'] },
      { ...TAB, key: 'client-photos', categories: CLIENTS, forClients: true },
    );
    residents.contribute({
      key: 'ged.photos',
      order: 60,
      icon: 'photo',
      label: 'photos:title',
      note: 'photos:tile-note',
      href: ({ home }) => `${home}/photos`,
      visible: ({ settings }) => settings.showPhotos,
      figure: async (space, query) => ({
        count: await countPhotos(query, shownTo(space)),
        sentence: 'photos:shown',
      }),
      figureIs: 'contents',
    });
    staff.contribute({
      key: 'photos',
      order: 40,
      icon: 'photo',
      label: 'photos:staff-title',
      note: 'photos:staff-note',
      href: ({ line }) => `/agence/${line}/photos`,
      visible: ({ viewer }) => viewer.permissions.has('portfolio.view'),
    });
  }
}
