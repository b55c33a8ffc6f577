export {
  type Access,
  Infrastructure,
  LimitedResident,
  LimitedStaff,
  Machine,
  Operator,
  Public,
  RequiresFeature,
  Resident,
  Staff,
} from './access.js';
export { AuthModule } from './auth.module.js';
export { CurrentViewer } from './current-viewer.js';
export { DOORS } from './doors.js';
export { Passwords } from './passwords.js';
export {
  NOBODY,
  type OperatorViewer,
  type ResidentViewer,
  type SpaceKind,
  type StaffViewer,
  type Viewer,
} from './viewer.js';
export { viewerMay } from './viewer-may.js';
export { ViewerSource } from './viewer-source.js';
