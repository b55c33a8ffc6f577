import { Module } from '@nestjs/common';
import { ResidentStatementController } from './pages/resident-statement.controller.js';
import { ResidentAccountPanels } from './resident-panels.js';
import { ResidentStatements } from './resident-statements.js';

@Module({
  controllers: [ResidentStatementController],
  providers: [ResidentStatements, ResidentAccountPanels],
})
export class AccountsModule {}
