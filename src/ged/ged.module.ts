import { Module } from '@nestjs/common';
import { ResidentDocumentController } from './pages/resident-document.controller.js';
import { ResidentDocumentsController } from './pages/resident-documents.controller.js';
import { ResidentCopies } from './resident-copies.js';
import { ResidentLibrary } from './resident-library.js';
import { ResidentPanels } from './resident-panels.js';

@Module({
  controllers: [ResidentDocumentsController, ResidentDocumentController],
  providers: [ResidentLibrary, ResidentCopies, ResidentPanels],
})
export class GedModule {}
