import type { BusinessLine, Section } from './manifest.types.js';

/**
 * One interface per row element of the format, property names as the attributes: absent optional attributes are `null`, defaults are
 * applied. Amounts are cents, days 'YYYY-MM-DD', references as written. `line` is the line of the element in the file; it is no
 * part of the content, and the attribute of that name is `businessLine` here.
 */

export type Level = 'landlord' | 'lessee' | 'co_owner' | 'council_member' | 'president';
export type AccountKind = 'co_owner' | 'landlord' | 'lessee';
export type AudienceScope = 'account' | 'lot' | 'building' | 'line';

interface Row {
  line: number;
  ref: string;
}

export interface Address {
  line1: string;
  line2: string | null;
  line3: string | null;
  line4: string | null;
  postalCode: string | null;
  city: string | null;
  /** ISO 3166 alpha-2. */
  country: string;
  /** Decimal degrees. */
  latitude: number | null;
  longitude: number | null;
}

export interface StaffMemberRow extends Row {
  lastName: string;
  firstName: string | null;
  email: string | null;
  phone: string | null;
  role: 'manager' | 'assistant' | 'accountant';
}

export interface EntityRow extends Row {
  code: string;
  label: string;
  businessLine: BusinessLine;
  ics: string | null;
  iban: string | null;
  bic: string | null;
  bankLabel: string | null;
  payableTo: string | null;
  oneOffDebit: boolean;
}

export interface BinderRow extends Row {
  businessLine: BusinessLine;
  /** 1 to 3 segments. */
  path: string[];
  /** Syndic levels are already closed to the right. */
  levels: Level[];
  /** File order, from 1, when the manifest gives none. */
  position: number;
  role: 'ordinary' | 'invoices' | 'owners_list';
  complianceKind: string | null;
  active: boolean;
}

export interface Credentials {
  login: string;
  initialPassword: string | null;
}

export interface PartyRow extends Row {
  kind: 'person' | 'company';
  civility: string | null;
  lastName: string | null;
  firstName: string | null;
  companyName: string | null;
  email: string | null;
  /** E.164. */
  phone: string | null;
  mobile: string | null;
  electronicNotices: boolean;
  language: 'fr' | 'en';
  address: Address | null;
  credentials: Credentials | null;
}

export interface AllocationKey {
  ref: string;
  label: string;
  total: number;
}

export interface FiscalYear {
  ref: string;
  start: string;
  end: string;
  closed: boolean;
  approvedOn: string | null;
}

export interface CouncilMember {
  party: string;
  title: 'member' | 'president';
  since: string | null;
  until: string | null;
}

export interface Caretaker {
  party: string;
  phone: string | null;
  presence: string | null;
}

export interface Meeting {
  heldOn: string;
  approvesAccounts: boolean;
}

export interface BuildingRow extends Row {
  businessLine: BusinessLine;
  name: string;
  entity: string | null;
  lotsCount: number | null;
  constructionYear: number | null;
  registryNumber: string | null;
  syndicSince: string | null;
  manager: string | null;
  assistant: string | null;
  accountant: string | null;
  worksFundExempt: boolean;
  separateBankAccount: boolean;
  address: Address | null;
  allocationKeys: AllocationKey[];
  fiscalYears: FiscalYear[];
  council: CouncilMember[];
  caretakers: Caretaker[];
  meetings: Meeting[];
}

export interface LotShare {
  key: string;
  value: number;
}

export interface LotHolder {
  account: string;
  part: 'owner' | 'lessee';
  from: string | null;
  until: string | null;
}

export interface LotRow extends Row {
  building: string;
  number: string;
  kind: 'apartment' | 'house' | 'parking' | 'cellar' | 'shop' | 'office' | 'other';
  floor: string | null;
  description: string | null;
  /** m², two decimals at most. */
  area: number | null;
  shares: LotShare[];
  holders: LotHolder[];
}

export interface SupplierRow extends Row {
  party: string;
  account: string;
  trade: string | null;
  visible: boolean;
  phone: string | null;
  email: string | null;
}

export interface Entry {
  ref: string;
  date: string;
  label: string;
  /** Exactly one of debit and credit is not 0; a negative one is a reversal. */
  debit: number;
  credit: number;
  valueDate: string | null;
  journal: string | null;
  journalKind: 'bank' | 'other';
  voucher: string | null;
  fiscalCategory: string | null;
  analytic: string | null;
  repaid: boolean;
  chargeKind: 'budget' | 'off_budget' | 'works_fund' | 'other';
  document: string | null;
}

export interface AccountRow extends Row {
  number: string;
  entity: string;
  party: string;
  kind: AccountKind;
  /** Debit minus credit: what the resident owes when positive. Equals openingBalance + Σ debit − Σ credit. */
  balance: number;
  asOf: string;
  building: string | null;
  label: string | null;
  status: 'active' | 'notice' | 'left' | 'sold';
  statusOn: string | null;
  openingBalance: number;
  openingOn: string | null;
  manager: string | null;
  assistant: string | null;
  accountant: string | null;
  /** In file order. */
  entries: Entry[];
}

export interface ExpenseRow extends Row {
  building: string;
  fiscalYear: string;
  key: string;
  account: string;
  accountLabel: string | null;
  date: string;
  label: string;
  amount: number;
  supplier: string | null;
  documents: string[];
}

/** Has no reference of its own in the format: `ref` is "<lot> <account>", a space being impossible in a reference. */
export interface WorksFundRow extends Row {
  lot: string;
  account: string;
  amount: number;
  asOf: string;
  label: string | null;
}

export interface Audience {
  scope: AudienceScope;
  /** A reference, or a business line when the scope is `line`. */
  target: string;
}

export interface DocumentRow extends Row {
  withdrawn: false;
  binder: string;
  title: string;
  filename: string;
  media: string;
  bytes: number;
  /** 64 lower-case hexadecimal digits. */
  sha256: string;
  documentDate: string;
  from: string;
  /** null: for ever. */
  until: string | null;
  /** 0 to 2 segments. */
  folder: string[];
  notify: boolean;
  origin: 'text' | 'attachment' | 'invoice' | 'list';
  /** null: the binder's. */
  complianceKind: string | null;
  complianceSubtype: string | null;
  validUntil: string | null;
  replaces: string | null;
  caseRef: string | null;
  /** 1 to 500, without repetition. */
  audiences: Audience[];
}

/** `from="0000-00-00"`: an explicit withdrawal, of which only the reference is read. */
export interface DocumentWithdrawal extends Row {
  withdrawn: true;
}

export interface PhotoRow extends Row {
  building: string;
  filename: string;
  media: string;
  bytes: number;
  sha256: string;
  lot: string | null;
  title: string | null;
  takenOn: string | null;
  position: number;
}

export interface RowBySection {
  staff: StaffMemberRow;
  entities: EntityRow;
  binders: BinderRow;
  parties: PartyRow;
  buildings: BuildingRow;
  lots: LotRow;
  suppliers: SupplierRow;
  accounts: AccountRow;
  expenses: ExpenseRow;
  worksFunds: WorksFundRow;
  documents: DocumentRow | DocumentWithdrawal;
  photos: PhotoRow;
}
export type ManifestRow = RowBySection[Section];
