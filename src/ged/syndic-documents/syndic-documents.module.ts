import { Module } from '@nestjs/common';
import { Uploads } from '../correspondence/pages/uploads.service.js';
import { StaffSyndicDocumentsController } from './staff-syndic-documents.controller.js';
import { SyndicDocuments } from './syndic-documents.service.js';

/** The binder that the agency fills by hand. */
@Module({ controllers: [StaffSyndicDocumentsController], providers: [SyndicDocuments, Uploads] })
export class SyndicDocumentsModule {}
