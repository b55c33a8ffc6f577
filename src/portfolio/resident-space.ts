import type { ResidentViewer, SpaceKind } from '../platform/auth/index.js';
import type { BusinessLine, Tenant } from '../platform/tenancy/index.js';
import type { Selectable } from './domain/selection.js';
import type { Standing } from './domain/standing.js';
import type { SpaceSettings } from './resident-settings.queries.js';

/** A space under a resident's eyes: who, of which agency, what he stands on, what the agency shows. */
export interface ResidentSpace {
  tenant: Tenant;
  viewer: ResidentViewer;
  kind: SpaceKind;
  line: BusinessLine;
  /** `/extranet/coproprietaire`: what addresses of its pages begin with. */
  home: string;
  /** Day in the agency's zone, `YYYY-MM-DD`. */
  today: string;
  settings: SpaceSettings;
  /** All that the party stands on in this space. */
  whole: Standing;
  /** The same, narrowed to what he chose in the header. */
  standing: Standing;
  selectables: Selectable[];
  chosen: Selectable | null;
}

/** Which space and which choice a request names; taken from its address and its cookie, checked by nobody yet. */
export interface SpaceAddress {
  kind: SpaceKind;
  chosenId: string | null;
}
