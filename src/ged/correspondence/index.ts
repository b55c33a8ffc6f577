export { DeskDocuments, type DeskProblem } from './desk-documents.js';
export type { DeskDocument } from './domain/desk-document.js';
export { insertCorrespondence, type WrittenCorrespondence } from './desk/correspondence.writes.js';
export { ListCorrespondence, type ListToPublish } from './list-correspondence.js';
