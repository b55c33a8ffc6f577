export { DEFAULT_ROLES, type Permission, PERMISSIONS, type Role, ROLES, type StaffRole } from './domain/permissions.js';
export { ResidentAccess } from './residents/resident-access.js';
export type {
  AccessCard,
  AccessState,
  GivenCredentials,
  OpenedAccess,
  PasswordProposal,
} from './residents/resident-access.types.js';
export { SeeAs } from './sessions/see-as.js';
export { StaffAccounts } from './staff/staff-accounts.js';
export type { NewStaff, StaffAccount, StaffChange } from './staff/staff-accounts.types.js';
