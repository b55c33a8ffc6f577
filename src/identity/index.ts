export { DEFAULT_ROLES, type Permission, PERMISSIONS, type Role, ROLES, type StaffRole } from './domain/permissions.js';
export { NotificationRefusal } from './profile/notification-refusal.js';
export { Operators } from './operators/operators.js';
export { LoginErasure } from './residents/login-erasure.js';
export { ResidentPasswords } from './residents/resident-passwords.js';
export { ResidentAccess } from './residents/resident-access.js';
export type {
  AccessCard,
  AccessState,
  GivenCredentials,
  OpenedAccess,
  PasswordProposal,
} from './residents/resident-access.types.js';
export { SeeAs } from './sessions/see-as.js';
export { SeeAsBanner } from './sessions/see-as-banner.js';
export { StaffAccounts } from './staff/staff-accounts.js';
export type { MasterGiven, NewStaff, StaffAccount, StaffChange } from './staff/staff-accounts.types.js';
export type { Receivers } from './system-messages/domain/recipients.js';
export { someoneReceives } from './system-messages/system-message.queries.js';
export {
  type InWords,
  type Reader,
  type SystemMessage,
  SystemMessages,
} from './system-messages/system-messages.service.js';
