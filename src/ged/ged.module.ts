import { Module } from '@nestjs/common';
import { BindersModule } from './binders/binders.module.js';
import { CorrespondenceModule } from './correspondence/correspondence.module.js';
import { ResidentDocumentController } from './pages/resident-document.controller.js';
import { ResidentDocumentsController } from './pages/resident-documents.controller.js';
import { ResidentCopies } from './resident-copies.js';
import { ResidentLibrary } from './resident-library.js';
import { ResidentPanels } from './resident-panels.js';
import { SyndicDocumentsModule } from './syndic-documents/syndic-documents.module.js';

@Module({
  imports: [BindersModule, CorrespondenceModule, SyndicDocumentsModule],
  controllers: [ResidentDocumentsController, ResidentDocumentController],
  providers: [ResidentLibrary, ResidentCopies, ResidentPanels],
  exports: [CorrespondenceModule],
})
export class GedModule {}
