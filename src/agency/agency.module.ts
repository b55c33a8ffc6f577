import { Module } from '@nestjs/common';
import { StaffHomeController } from './pages/staff-home.controller.js';
import { StaffChrome } from './staff-chrome.js';

/** The staff's shell, and what staff read across rooms. */
@Module({ controllers: [StaffHomeController], providers: [StaffChrome] })
export class AgencyModule {}
