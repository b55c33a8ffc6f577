export { lineOf, SPACE_KINDS, spaceHome, spaceOfPath, spacePaths } from './domain/resident-space.js';
export type { Selectable } from './domain/selection.js';
export {
  accountsOf,
  buildingsOf,
  buildingsOfRank,
  type HeldAccount,
  type HeldBuilding,
  type Standing,
  type Target,
} from './domain/standing.js';
export { InSpace, SELECTION_COOKIE, spaceAddress } from './pages/in-space.js';
export { ResidentModule } from './resident.module.js';
export { ResidentShell } from './resident-shell.js';
export type { SpaceSettings } from './resident-settings.queries.js';
export { readSpaceSettings } from './resident-settings.queries.js';
export type { ResidentSpace, SpaceAddress } from './resident-space.js';
export { ResidentSpaces } from './resident-spaces.js';
export { readStanding } from './resident-standing.queries.js';
