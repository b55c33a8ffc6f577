import { Module } from '@nestjs/common';
import { StaffShell } from '../../platform/shell/index.js';
import { DeskDocuments } from './desk-documents.js';
import { Letters } from './letters.js';
import { DeskPages } from './pages/pages.service.js';
import { StaffTemplatesController } from './pages/staff-templates.controller.js';
import { Templates } from './templates/templates.service.js';

/** What the desk writes: templates, case files, correspondence, and the documents it publishes of them. */
@Module({
  controllers: [StaffTemplatesController],
  providers: [Letters, DeskDocuments, Templates, DeskPages],
  exports: [DeskDocuments],
})
export class CorrespondenceModule {
  constructor(shell: StaffShell) {
    shell.contribute({
      key: 'correspondence.templates',
      order: 62,
      icon: 'template',
      label: 'correspondence:templates.title',
      note: 'correspondence:templates.note',
      href: () => '/gestion/modeles',
      visible: ({ viewer }) => viewer.permissions.has('templates.edit'),
      only: 'menu',
    });
  }
}
