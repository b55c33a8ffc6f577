import type { Locale } from '../i18n/locale.js';
import type { FormState } from './form-state.js';
import type { Palette } from './theme/palette.js';

/** The frame a page is drawn in: `views/layouts/<name>.hbs`. */
export type LayoutName = 'resident' | 'staff' | 'sign-in' | 'operator' | 'paper' | 'email' | 'plain';

/** Everything around a page. Views read it as `@chrome.…`; what is not given is not drawn. */
export interface Chrome {
  layout: LayoutName;
  locale: Locale;
  /** IANA zone in which instants are shown. */
  timeZone: string;
  /** Title of the page, without the agency's name; the layout adds "Erreur : " when the form has errors. */
  title: string;
  requestId: string;
  /** Path with query of the page under way: the language switch comes back to it. */
  path: string;
  /** Absent on the operator's console and for hosts nobody knows. */
  tenant?: TenantChrome;
  viewer?: ViewerChrome;
  csrfToken?: string;
  /** Where the agency's name leads; `/` unless said. */
  homeHref?: string;
  navigation?: MenuSection[];
  /** Syndic / Gérance in the header of staff. */
  lineSwitch?: Choice[];
  /** Spaces of a resident; the current one names the header. */
  spaceSwitch?: Choice[];
  /** Search box in the header of staff. */
  search?: SearchPlace;
  notices?: Notice[];
  /** Fixed above everything: "Vous voyez l'espace de … comme lui". */
  banner?: Banner;
  form?: FormState;
  /** Instant of the publication residents are reading. */
  publishedAt?: Date;
  /** Address that the language form posts `langue` and `retour` to; absent, no language switch. */
  languageAction?: string;
  footLinks?: Link[];
  /** Address of the help of this page. */
  helpHref?: string;
  /** Web app manifest of the tenant (installable space). */
  webManifestHref?: string;
}

export interface Link {
  label: string;
  href: string;
}

export interface MenuEntry extends Link {
  /** Name in @tabler/icons (outline), e.g. `folder`. */
  icon: string;
  current?: boolean;
  /** Count at the right of the entry; 0 or absent is not drawn. */
  badge?: number;
}

export interface MenuSection {
  title?: string;
  entries: MenuEntry[];
}

/** One line or space to go to; exactly one is current. */
export interface Choice extends Link {
  current?: boolean;
}

export interface TenantChrome {
  name: string;
  domain: string;
  logoUrl?: string;
  /** `#rrggbb`, as the tenant chose it. */
  colour: string;
  /** Derived from the colour; made with `themeHref` by `tenantChrome(…)`. */
  palette: Palette;
  /** Address of the style sheet made of the colour. */
  themeHref: string;
  phone?: string;
  legalNoticeHref?: string;
}

export interface ViewerChrome {
  name: string;
  /** "Gestionnaire", "Membre du conseil syndical"… in the viewer's language. */
  role?: string;
  /** POST address that signs out; absent where it would sign out somebody else than who is shown. */
  signOutAction?: string;
  profileHref?: string;
}

export interface SearchPlace {
  action: string;
  label: string;
  value?: string;
}

export type NoticeTone = 'success' | 'info' | 'warning' | 'danger';

export interface Notice {
  tone: NoticeTone;
  text: string;
  link?: Link;
}

export interface Banner {
  text: string;
  /** A POST with one button, e.g. to leave "see as". */
  leave?: { action: string; label: string };
}
