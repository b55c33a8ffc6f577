export { AccountTicks, type TickCause } from './desk-accounts/account-ticks.service.js';
export { DeskAccountsModule } from './desk-accounts/desk-accounts.module.js';
export { DeskRuns, type DeskRunOptions } from './desk/desk-runs.service.js';
export type { GuardReason } from './domain/guard.js';
export type { RunState } from './domain/run-states.js';
export { provisionPublication } from './provisioning.queries.js';
export { PublicationModule } from './publication.module.js';
export { DomainNotValidated, FilesMissing, RunOpen, RunRefTaken } from './publication-errors.js';
export type { Run } from './runs/run.queries.js';
export { type Decision, RunDecisions } from './runs/run-decisions.service.js';
export { type EndingListener, type EndingPhase, RunEndings } from './runs/run-endings.js';
export { RunFiles } from './runs/run-files.service.js';
export { type OpenedRun, type OpeningOptions, RunOpening } from './runs/run-opening.service.js';
export { RunReading, type RunView } from './runs/run-reading.service.js';
export { type NewSource, type Source, Sources } from './sources/sources.service.js';
export { DocumentWithdrawals, type Lifted } from './withdrawals/document-withdrawals.service.js';
export {
  type WithdrawalListener,
  WithdrawalListeners,
  type WithdrawalNews,
} from './withdrawals/withdrawal-listeners.js';
export { WithdrawalsModule } from './withdrawals/withdrawals.module.js';
