export { type Cursor, type CursorValue, readCursor, writeCursor } from './cursor.js';
export { type AskedPage, type Keyset, keyset, type ListPage, type SortKey } from './keyset.js';
export { ListAddress, type PagingModel, type SortModel } from './list-address.js';
export {
  type ListRequest,
  type ListRules,
  PAGE_SIZES,
  type PageSize,
  readListRequest,
  textOf,
} from './list-request.js';
export { walk } from './walk.js';
