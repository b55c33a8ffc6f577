import { Module } from '@nestjs/common';
import { ResidentHomeController } from './pages/resident-home.controller.js';
import { ResidentSelectionController } from './pages/resident-selection.controller.js';
import { ResidentChrome } from './resident-chrome.js';

@Module({
  controllers: [ResidentHomeController, ResidentSelectionController],
  providers: [ResidentChrome],
})
export class ExtranetModule {}
