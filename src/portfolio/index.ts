export { lineOf, SPACE_KINDS, spaceHome, spaceOfPath, spacePaths } from './domain/resident-space.js';
export type { Selectable } from './domain/selection.js';
export {
  accountsOf,
  buildingsOf,
  buildingsOfRank,
  type HeldAccount,
  type HeldBuilding,
  lotsOf,
  type Standing,
  type Target,
} from './domain/standing.js';
export { InSpace, SELECTION_COOKIE, spaceAddress } from './pages/in-space.js';
export { addressWith, residentPage, residentPaging } from './pages/resident-paging.js';
export { type SelectorModel, selectorOf } from './pages/resident-selector.js';
export { ResidentModule } from './resident.module.js';
export { ResidentPapers } from './resident-papers.js';
export { ResidentShell } from './resident-shell.js';
export type { SpaceSettings } from './resident-settings.queries.js';
export { readSpaceSettings } from './resident-settings.queries.js';
export type { ResidentSpace, SpaceAddress } from './resident-space.js';
export { ResidentSpaces } from './resident-spaces.js';
export { readStanding } from './resident-standing.queries.js';
export { type Reader, visibleDocuments } from './resident-visible-documents.queries.js';
export { fullName, listedName, type NamedParty } from './domain/party-name.js';
export { CATEGORIES, type Category, type CategoryKey, categoryOfAccount } from './domain/staff-categories.js';
export { PortfolioModule } from './portfolio.module.js';
export { idOf } from './staff-filters.js';
export { type BuildingRecord, findBuilding } from './staff-building-record.queries.js';
export { findParty, type PartyAccount, type PartyRecord } from './staff-party-record.queries.js';
export { buildingChoices, type Choice as StaffChoice, countCategory, NO_FILTERS } from './staff-portfolio.queries.js';
export { type OpenParty, type RecordHead, StaffRecords } from './staff-records.js';
export { Anonymisation } from './retention/anonymisation.service.js';
export { AnonymisationModule } from './retention/anonymisation.module.js';
export { type PersonErasure, PersonErasures } from './retention/person-erasures.js';
export { StaffRecordTabs } from './staff-record-tabs.js';
export { InLine, openLines, type StaffScope, staffScope } from './staff-scope.js';
export { accountOfBuildings, accountWithin, buildingWithin } from './staff-scope.queries.js';
export { type Provenance, provenanceOf } from './staff-source.queries.js';
export { wordsOf } from './staff-buildings.queries.js';
