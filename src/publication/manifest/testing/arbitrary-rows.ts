import fc, { type Arbitrary } from 'fast-check';
import { COMPLIANCE_KINDS, COMPLIANCE_SUBTYPES } from '../format/compliance.js';
import { DOCUMENT_MEDIA, PHOTO_MEDIA } from '../format/documents.js';
import { levelsOf } from '../format/lines.js';
import type { AccountRow, BinderRow, Entry, RowBySection, Section } from '../manifest.types.js';
import {
  anyRef,
  anyText,
  anyDay,
  anyCents,
  amount,
  maybe,
  few,
  fewDistinct,
  byRef,
  line,
  bool,
  email,
  phone,
  businessLine,
  media,
  period,
} from './arbitrary-values.js';

const address = fc.record({
  line1: anyText(80),
  line2: maybe(anyText(80)),
  line3: maybe(anyText(80)),
  line4: maybe(anyText(80)),
  postalCode: maybe(anyText(10)),
  city: maybe(anyText(80)),
  country: fc.constantFrom('FR', 'LU'),
  latitude: maybe(fc.constantFrom(48.6921, -22.2758)),
  longitude: maybe(fc.constantFrom(6.1844, 166.458)),
});
const credentials = fc.record({
  login: fc.constantFrom('pierre.a', 'a-b-c'),
  initialPassword: maybe(fc.constant('Mot de <passe> 1')),
});

const party = fc.record({
  line,
  ref: anyRef,
  kind: fc.constantFrom('person' as const, 'company' as const),
  civility: maybe(anyText(20)),
  lastName: anyText(80),
  firstName: maybe(anyText(80)),
  companyName: anyText(120),
  email: maybe(email),
  phone: maybe(phone),
  mobile: maybe(phone),
  electronicNotices: bool,
  language: fc.constantFrom('fr' as const, 'en' as const),
  address: maybe(address),
  credentials: maybe(credentials),
});

const fiscalYear = fc.integer({ min: 1990, max: 2040 }).chain((year) =>
  fc.record({
    ref: anyRef.map((ref) => `${ref}-${year}`),
    start: fc.constant(`${year}-01-01`),
    end: fc.constant(`${year}-12-31`),
    closed: bool,
    approvedOn: maybe(anyDay),
  }),
);
const council = fc
  .record({ party: anyRef, title: fc.constantFrom('member' as const, 'president' as const), period })
  .map(({ period: [since = null, until = null], ...rest }) => ({ ...rest, since, until }));
const building = fc
  .record({
    line,
    ref: anyRef,
    businessLine,
    name: anyText(120),
    entity: maybe(anyRef),
    lotsCount: maybe(fc.nat(500)),
    constructionYear: maybe(fc.constant(1932)),
    registryNumber: maybe(anyText(20)),
    syndicSince: maybe(anyDay),
    manager: maybe(anyRef),
    assistant: maybe(anyRef),
    accountant: maybe(anyRef),
    worksFundExempt: bool,
    separateBankAccount: bool,
    address: maybe(address),
    allocationKeys: byRef(fc.record({ ref: anyRef, label: anyText(60), total: fc.integer({ min: 1, max: 100_000 }) })),
    fiscalYears: fc.uniqueArray(fiscalYear, { maxLength: 3, selector: ({ start }) => start }),
    council: fewDistinct(council),
    caretakers: fewDistinct(fc.record({ party: anyRef, phone: maybe(phone), presence: maybe(anyText(300)) })),
    meetings: fewDistinct(fc.record({ heldOn: anyDay, approvesAccounts: bool })),
  })
  .map((row) => ({ ...row, council: row.businessLine === 'syndic' ? row.council : [] }));

const holder = fc
  .record({ account: anyRef, part: fc.constantFrom('owner' as const, 'lessee' as const), period })
  .map(({ period: [from = null, until = null], ...rest }) => ({ ...rest, from, until }));
const lot = fc.record({
  line,
  ref: anyRef,
  building: anyRef,
  number: anyText(20),
  kind: fc.constantFrom('apartment' as const, 'other' as const),
  floor: maybe(anyText(20)),
  description: maybe(anyText(300)),
  area: maybe(fc.constantFrom(64.2, 12, 0.05)),
  shares: fc.uniqueArray(fc.record({ key: anyRef, value: fc.nat(1000) }), { maxLength: 3, selector: ({ key }) => key }),
  holders: fewDistinct(holder),
});

const entry: Arbitrary<Entry> = fc
  .record({
    ref: anyRef,
    date: anyDay,
    label: anyText(200),
    signed: amount,
    isDebit: bool,
    valueDate: maybe(anyDay),
    journal: maybe(anyText(10)),
    journalKind: fc.constantFrom('bank' as const, 'other' as const),
    voucher: maybe(anyText(40)),
    fiscalCategory: maybe(anyText(40)),
    analytic: maybe(anyText(20)),
    repaid: bool,
    chargeKind: fc.constantFrom('budget' as const, 'works_fund' as const, 'other' as const),
    document: maybe(anyRef),
  })
  .map(({ signed, isDebit, ref, date, label, ...rest }) => ({
    ref,
    date,
    label,
    debit: isDebit ? signed : 0,
    credit: isDebit ? 0 : signed,
    ...rest,
  }));
const account: Arbitrary<AccountRow> = fc
  .record({
    line,
    ref: anyRef,
    number: anyText(20),
    entity: anyRef,
    party: anyRef,
    kind: fc.constantFrom('co_owner' as const, 'landlord' as const, 'lessee' as const),
    asOf: anyDay,
    building: anyRef,
    label: maybe(anyText(120)),
    status: fc.constantFrom('active' as const, 'sold' as const),
    statusOn: maybe(anyDay),
    openingBalance: anyCents,
    openingOn: maybe(anyDay),
    manager: maybe(anyRef),
    assistant: maybe(anyRef),
    accountant: maybe(anyRef),
    entries: byRef(entry, 5),
  })
  .map((row) => ({
    ...row,
    balance: row.entries.reduce((sum, { debit, credit }) => sum + debit - credit, row.openingBalance),
  }));

const binder: Arbitrary<BinderRow> = fc
  .record({
    line,
    ref: anyRef,
    businessLine,
    path: fc.array(anyText(60), { minLength: 1, maxLength: 3 }),
    position: fc.integer({ min: -5, max: 500 }),
    role: fc.constant('ordinary' as const),
    complianceKind: maybe(fc.constantFrom(...COMPLIANCE_KINDS)),
    active: bool,
    wide: fc.subarray(['co_owner', 'council_member', 'president'] as const),
    narrow: fc.subarray(['landlord', 'lessee'] as const),
  })
  .map(({ wide, narrow, ...row }) => ({
    ...row,
    levels: levelsOf(row.businessLine, row.businessLine === 'syndic' ? wide : narrow) ?? [],
  }));

const audience = fc.oneof(
  fc.record({ scope: fc.constantFrom('account' as const, 'lot' as const, 'building' as const), target: anyRef }),
  fc.record({ scope: fc.constant('line' as const), target: businessLine }),
);
const document = fc.record({
  line,
  ref: anyRef,
  withdrawn: fc.constant(false as const),
  binder: anyRef,
  title: anyText(160),
  filename: anyText(200),
  media: fc.constantFrom(...DOCUMENT_MEDIA),
  ...media,
  documentDate: anyDay,
  from: fc.constant('2025-06-20'),
  until: maybe(fc.constant('2030-06-20')),
  folder: few(anyText(60), 2),
  notify: bool,
  origin: fc.constantFrom('text' as const, 'attachment' as const),
  complianceKind: fc.constantFrom(null, 'technical_diagnostic'),
  complianceSubtype: maybe(fc.constantFrom(...COMPLIANCE_SUBTYPES)),
  validUntil: maybe(anyDay),
  replaces: maybe(anyRef),
  caseRef: maybe(anyText(40)),
  audiences: fc.uniqueArray(audience, { minLength: 1, maxLength: 4, selector: (item) => JSON.stringify(item) }),
});
const withdrawal = fc.record({ line, ref: anyRef, withdrawn: fc.constant(true as const) });

/** Valid rows of each section, each by itself. */
export const ROWS: { [S in Section]: Arbitrary<RowBySection[S]> } = {
  staff: fc.record({
    line,
    ref: anyRef,
    lastName: anyText(80),
    firstName: maybe(anyText(80)),
    email: maybe(email),
    phone: maybe(phone),
    role: fc.constantFrom('manager' as const, 'assistant' as const),
  }),
  entities: fc.record({
    line,
    ref: anyRef,
    code: anyText(10),
    label: anyText(120),
    businessLine,
    ics: maybe(fc.constant('FR72ZZZ123456')),
    iban: maybe(fc.constant('FR7630006000011234567890189')),
    bic: maybe(fc.constant('AGRIFRPP')),
    bankLabel: maybe(anyText(60)),
    payableTo: maybe(anyText(140)),
    oneOffDebit: bool,
  }),
  binders: binder,
  parties: party,
  buildings: building,
  lots: lot,
  suppliers: fc.record({
    line,
    ref: anyRef,
    party: anyRef,
    account: fc.constant('401DUPONT'),
    trade: maybe(anyText(60)),
    visible: bool,
    phone: maybe(phone),
    email: maybe(email),
  }),
  accounts: account,
  expenses: fc.record({
    line,
    ref: anyRef,
    building: anyRef,
    fiscalYear: anyRef,
    key: anyRef,
    account: anyText(20),
    accountLabel: maybe(anyText(120)),
    date: anyDay,
    label: anyText(200),
    amount: anyCents,
    supplier: maybe(anyRef),
    documents: fc.uniqueArray(anyRef, { maxLength: 3 }),
  }),
  worksFunds: fc
    .record({
      line,
      lot: anyRef,
      account: fc.constantFrom('105000', '102A'),
      amount,
      asOf: anyDay,
      label: maybe(anyText(60)),
    })
    .map((row) => ({ ...row, ref: `${row.lot} ${row.account}` })),
  documents: fc.oneof({ arbitrary: document, weight: 4 }, withdrawal),
  photos: fc.record({
    line,
    ref: anyRef,
    building: anyRef,
    filename: anyText(200),
    media: fc.constantFrom(...PHOTO_MEDIA),
    ...media,
    lot: maybe(anyRef),
    title: maybe(anyText(120)),
    takenOn: maybe(anyDay),
    position: fc.integer({ min: -9, max: 99 }),
  }),
};
