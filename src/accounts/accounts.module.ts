import { Module } from '@nestjs/common';
import { ResidentChargesController } from './pages/resident-charges.controller.js';
import { ResidentExpensesController } from './pages/resident-expenses.controller.js';
import { ResidentWorksFundsController } from './pages/resident-works-funds.controller.js';
import { ResidentExpenseLists } from './resident-expenses.js';
import { ResidentStatementPaperController } from './pages/resident-statement-paper.controller.js';
import { ResidentStatementController } from './pages/resident-statement.controller.js';
import { ResidentAccountPanels } from './resident-panels.js';
import { ResidentStatements } from './resident-statements.js';

@Module({
  controllers: [
    ResidentStatementController,
    ResidentStatementPaperController,
    ResidentChargesController,
    ResidentWorksFundsController,
    ResidentExpensesController,
  ],
  providers: [ResidentStatements, ResidentExpenseLists, ResidentAccountPanels],
})
export class AccountsModule {}
