import { Module } from '@nestjs/common';
import { StaffShell } from '../../platform/shell/index.js';
import { Cases } from './cases/cases.service.js';
import { CorrespondenceDesk } from './desk/correspondence.service.js';
import { Publishing } from './desk/publishing.service.js';
import { Recipients } from './desk/recipients.service.js';
import { DeskDocuments } from './desk-documents.js';
import { Letters } from './letters.js';
import { ListCorrespondence } from './list-correspondence.js';
import { AfterWriting } from './pages/after-writing.js';
import { DeskPages } from './pages/pages.service.js';
import { StaffCaseTypesController } from './pages/staff-case-types.controller.js';
import { StaffCasesController } from './pages/staff-cases.controller.js';
import { StaffCorrespondenceListController } from './pages/staff-correspondence-list.controller.js';
import { StaffCorrespondenceController } from './pages/staff-correspondence.controller.js';
import { StaffNewCorrespondenceController } from './pages/staff-new-correspondence.controller.js';
import { StaffPublishingController } from './pages/staff-publishing.controller.js';
import { StaffRecipientsController } from './pages/staff-recipients.controller.js';
import { StaffTemplatesController } from './pages/staff-templates.controller.js';
import { Uploads } from './pages/uploads.service.js';
import { Templates } from './templates/templates.service.js';

/** What the desk writes: templates, case files, correspondence, and the documents it publishes of them. */
@Module({
  controllers: [
    StaffTemplatesController,
    StaffCaseTypesController,
    StaffCasesController,
    StaffCorrespondenceListController,
    StaffNewCorrespondenceController,
    StaffPublishingController,
    StaffRecipientsController,
    StaffCorrespondenceController,
  ],
  providers: [
    ...[Templates, Cases, CorrespondenceDesk, Recipients, Publishing, Letters, DeskDocuments, ListCorrespondence],
    ...[DeskPages, Uploads, AfterWriting],
  ],
  exports: [DeskDocuments, ListCorrespondence],
})
export class CorrespondenceModule {
  constructor(shell: StaffShell) {
    shell.contribute(
      {
        key: 'correspondence.events',
        order: 60,
        icon: 'mail',
        label: 'correspondence:events.title',
        note: 'correspondence:events.note',
        href: () => '/gestion/evenements',
        visible: ({ viewer }) => viewer.permissions.has('correspondence.edit'),
      },
      {
        key: 'correspondence.templates',
        order: 62,
        icon: 'template',
        label: 'correspondence:templates.title',
        href: () => '/gestion/modeles',
        visible: ({ viewer }) => viewer.permissions.has('templates.edit'),
        only: 'menu',
      },
      {
        key: 'correspondence.cases',
        order: 64,
        icon: 'folders',
        label: 'correspondence:cases.title',
        href: () => '/gestion/dossiers',
        visible: ({ viewer }) => viewer.permissions.has('correspondence.edit'),
        only: 'menu',
      },
    );
  }
}
