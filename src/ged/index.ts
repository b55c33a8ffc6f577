export { type Reach, type ReachChange, reachOf } from './binders/binder-reach.queries.js';
export { SETTINGS_PAGE } from './binders/pages/binder-pages.js';
export {
  type DeskDocument,
  DeskDocuments,
  type DeskProblem,
  insertCorrespondence,
  ListCorrespondence,
  type ListToPublish,
} from './correspondence/index.js';
export { provisionBinders } from './default-binders.queries.js';
export { fileKind, savedName } from './domain/document-names.js';
export { GedModule } from './ged.module.js';
export { type Reader, visibleDocuments } from '../portfolio/index.js';
