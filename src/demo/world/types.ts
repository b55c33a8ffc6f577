import type { Address, BusinessLine, Section } from '../../publication/manifest/manifest.types.js';
import type { Draft, RowDraft } from '../../publication/manifest/write-manifest.js';
import type { Person } from '../names.js';
import type { Paper } from '../papers/paper.js';

/** Someone of the cast, the same in every telling of the demo. */
export interface CastMember extends Person {
  /** Reference of the party. */
  ref: string;
  login?: string;
  /** The others are given one by the extranet. */
  initialPassword?: string;
}

export interface Works {
  label: string;
  /** Cents. */
  total: number;
  /** Days of the calls, in equal parts. */
  calls: string[];
}

export interface SyndicSpec {
  ref: string;
  name: string;
  address: Draft<Address>;
  constructionYear: number;
  apartments: number;
  parkings: number;
  hasLift: boolean;
  /** Annual budget of 2024, cents. */
  budget: number;
  /** First month of the fiscal year: January, or July. */
  yearBegins: 1 | 7;
  /** Days of the annual meetings, the last one perhaps to come. */
  meetings: string[];
  works?: Works;
  manager: string;
  assistant: string;
  /** Co-owners who are of the cast, by apartment (from 0). */
  cast: Readonly<Record<number, CastMember>>;
  /** Apartments whose owners sit on the council, the president first. */
  council: number[];
  lawsuit?: string;
}

export interface FlatSpec {
  number: string;
  kind: 'apartment' | 'house' | 'parking' | 'shop';
  rooms: string;
  area: number;
  floor: string;
  /** Landlord, by rank among the agency's; the cast comes first. */
  landlord: number;
  lessee: CastMember | null;
  /** Cents a month when the lease began. */
  rent: number;
  charges: number;
  /** First day of the lease. */
  since: string;
  /** Cents of housing benefit paid straight to the agency. */
  benefit?: number;
  pays: 'at once' | 'late' | 'behind';
}

export interface RentalSpec {
  ref: string;
  name: string;
  address: Draft<Address>;
  constructionYear: number;
  flats: FlatSpec[];
}

export interface AgencySpec {
  source: string;
  runRef: string;
  generatedAt: Date;
  /** Last day of the accounts. */
  today: string;
  seed: string;
  lines: BusinessLine[];
  letterhead: Letterhead;
  staff: RowDraft<'staff'>[];
  syndic: SyndicSpec[];
  rentals: RentalSpec[];
  /** Landlords of the cast; the others are made up to this number. */
  landlords: { cast: CastMember[]; count: number };
  /** How many papers of each kind are made for people outside the cast. */
  abundance: number;
}

export interface Letterhead {
  name: string;
  lines: string[];
  card: string;
  colour: string;
  /** SVG of the logo. */
  logo: string;
  city: string;
}

/** Everything the agency publishes, but the digests of its papers, which are known once printed. */
export interface World {
  rows: { [S in Exclude<Section, 'documents' | 'photos'>]: RowDraft<S>[] };
  papers: Paper[];
  pictures: Picture[];
}

export interface Picture {
  ref: string;
  building: string;
  /** null: of the whole building. */
  lot: string | null;
  title: string;
  takenOn: string;
  position: number;
  /** Where the camera says it was taken. */
  place: { latitude: number; longitude: number } | null;
  filename: string;
  html: string;
}
