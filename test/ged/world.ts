import fc from 'fast-check';
import type { SpaceKind } from '../../src/platform/auth/index.js';

/** A small agency, as plain data: the same facts are written to the database and judged by `sees`. Everything is named by its index. */
export interface World {
  today: string;
  settings: {
    documents_for_co_owner: boolean;
    documents_for_landlord: boolean;
    documents_for_lessee: boolean;
    landlord_sees_lessee_documents: boolean;
  };
  buildings: number;
  parties: number;
  accounts: Account[];
  lots: { building: number; published: boolean }[];
  holders: { lot: number; account: number; part: 'owner' | 'lessee'; from: string | null; until: string | null }[];
  council: {
    building: number;
    party: number;
    title: 'member' | 'president';
    since: string | null;
    until: string | null;
  }[];
  binders: Binder[];
  documents: Document[];
}

export interface Account {
  party: number;
  kind: SpaceKind;
  building: number | null;
  state: 'published' | 'hidden' | 'withdrawn';
}

export interface Binder {
  line: 'gerance' | 'syndic';
  levels: string[];
  role: 'ordinary' | 'syndic_documents';
  active: boolean;
  published: boolean;
}

export interface Document {
  binder: number;
  state: 'pending' | 'published' | 'withdrawn' | 'blocked' | 'binned';
  from: string;
  until: string | null;
  level: 'co_owner' | 'council_member' | null;
  audience: { scope: 'account' | 'lot' | 'building' | 'line'; target: number }[];
}

const BUILDINGS = 3;
const PARTIES = 3;
const COUNTS = { accounts: 9, lots: 4, binders: 6, documents: 24 };

const TODAY = '2025-11-14';
const day = fc.constantFrom('2025-01-01', '2025-11-13', TODAY, '2025-11-15', '2026-06-30');
const perhaps = fc.option(day, { nil: null, freq: 2 });
const below = (count: number) => fc.nat({ max: count - 1 });
const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const account: fc.Arbitrary<Account> = fc
  .record({
    party: below(PARTIES),
    kind: fc.constantFrom<SpaceKind>('co_owner', 'landlord', 'lessee'),
    building: fc.option(below(BUILDINGS), { nil: null }),
    state: mostly<Account['state']>('published', 'hidden', 'withdrawn'),
  })
  .map((one) => (one.kind === 'co_owner' ? { ...one, building: one.building ?? 0 } : one));

const binder: fc.Arbitrary<Binder> = fc
  .record({
    line: fc.constantFrom<Binder['line']>('gerance', 'syndic'),
    co: fc.constantFrom(
      [],
      ['president'],
      ['council_member', 'president'],
      ['co_owner', 'council_member', 'president'],
    ),
    gerance: fc.subarray(['landlord', 'lessee']),
    active: mostly(true, false),
    published: mostly(true, false),
  })
  .map(({ co, gerance, ...one }) => ({
    ...one,
    role: 'ordinary' as const,
    levels: [...(one.line === 'syndic' ? co : gerance)],
  }));

const document: fc.Arbitrary<Document> = fc.record({
  binder: below(COUNTS.binders),
  state: mostly<Document['state']>('published', 'pending', 'withdrawn', 'blocked', 'binned'),
  from: mostly('2025-01-01', TODAY, '2025-11-15'),
  until: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: day }),
  level: fc.constantFrom(null, 'co_owner' as const, 'council_member' as const),
  audience: fc.uniqueArray(
    fc.oneof(
      fc.record({ scope: fc.constant('account' as const), target: below(COUNTS.accounts) }),
      fc.record({ scope: fc.constant('lot' as const), target: below(COUNTS.lots) }),
      fc.record({ scope: fc.constant('building' as const), target: below(BUILDINGS) }),
      fc.record({ scope: fc.constant('line' as const), target: below(2) }),
    ),
    { minLength: 1, maxLength: 3, selector: ({ scope, target }) => `${scope} ${target}` },
  ),
});

const exactly = <T>(arbitrary: fc.Arbitrary<T>, count: number) =>
  fc.array(arbitrary, { minLength: count, maxLength: count });

export const world: fc.Arbitrary<World> = fc.record({
  today: fc.constant(TODAY),
  settings: fc.record({
    documents_for_co_owner: mostly(true, false),
    documents_for_landlord: mostly(true, false),
    documents_for_lessee: mostly(true, false),
    landlord_sees_lessee_documents: fc.boolean(),
  }),
  buildings: fc.constant(BUILDINGS),
  parties: fc.constant(PARTIES),
  accounts: exactly(account, COUNTS.accounts),
  lots: exactly(fc.record({ building: below(BUILDINGS), published: mostly(true, false) }), COUNTS.lots),
  holders: fc.array(
    fc.record({
      lot: below(COUNTS.lots),
      account: below(COUNTS.accounts),
      part: fc.constantFrom<'owner' | 'lessee'>('owner', 'lessee'),
      from: perhaps,
      until: perhaps,
    }),
    { minLength: 8, maxLength: 20 },
  ),
  council: fc.array(
    fc.record({
      building: below(BUILDINGS),
      party: below(PARTIES),
      title: fc.constantFrom<'member' | 'president'>('member', 'president'),
      since: perhaps,
      until: perhaps,
    }),
    { minLength: 2, maxLength: 6 },
  ),
  binders: exactly(binder, COUNTS.binders).map((all) => [
    { ...all[0]!, line: 'syndic' as const, role: 'syndic_documents' as const, levels: ['council_member', 'president'] },
    ...all.slice(1),
  ]),
  documents: exactly(document, COUNTS.documents),
});
