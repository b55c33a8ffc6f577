import { Module } from '@nestjs/common';
import { DeskDocuments } from './desk-documents.js';
import { Letters } from './letters.js';

/** What the desk writes: templates, case files, correspondence, and the documents it publishes of them. */
@Module({
  providers: [Letters, DeskDocuments],
  exports: [DeskDocuments],
})
export class CorrespondenceModule {}
