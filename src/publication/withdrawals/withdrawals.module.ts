import { Module } from '@nestjs/common';
import { DocumentWithdrawals } from './document-withdrawals.service.js';
import { WithdrawalListeners } from './withdrawal-listeners.js';

@Module({ providers: [DocumentWithdrawals, WithdrawalListeners], exports: [DocumentWithdrawals, WithdrawalListeners] })
export class WithdrawalsModule {}
