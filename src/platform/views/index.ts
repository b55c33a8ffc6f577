export { openViews, type Views } from './open-views.js';
export { ViewEngine, type ViewEngineOptions, type ViewMode } from './view-engine.js';
export type {
  Banner,
  Chrome,
  Choice,
  LayoutName,
  Link,
  MenuEntry,
  MenuSection,
  Notice,
  NoticeTone,
  SearchPlace,
  TenantChrome,
  ViewerChrome,
} from './chrome.js';
export type { FormState } from './form-state.js';
export { Markup } from './markup.js';
export { Assets, type StaticMount } from './assets.js';
export { IconSet } from './icons.js';
export { paletteOf, tenantChrome, themeHref, themeStylesheet, type Palette, type TenantLook, type ThemeStylesheet } from './theme/index.js';
export type {
  Address,
  BreadcrumbStep,
  Definition,
  FileRow,
  Option,
  Paging,
  SortHeader,
  StatusTone,
  Tab,
  Tile,
} from './partial-models.js';
