import { Global, Module } from '@nestjs/common';
import { ResidentContactsController } from './pages/resident-contacts.controller.js';
import { ResidentPropertiesController } from './pages/resident-properties.controller.js';
import { ResidentPapers } from './resident-papers.js';
import { ResidentShell } from './resident-shell.js';
import { ResidentSpaces } from './resident-spaces.js';
import { ResidentTiles } from './resident-tiles.js';

/** What every room needs to serve residents (their spaces and the shell that draws them), and the portfolio's own pages. */
@Global()
@Module({
  controllers: [ResidentPropertiesController, ResidentContactsController],
  providers: [ResidentSpaces, ResidentShell, ResidentPapers, ResidentTiles],
  exports: [ResidentSpaces, ResidentShell, ResidentPapers],
})
export class ResidentModule {}
