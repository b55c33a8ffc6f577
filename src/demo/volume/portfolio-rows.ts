import type { RowDraft, SectionRow } from '../../publication/manifest/write-manifest.js';
import { defaultBinders } from '../binders.js';
import { emailOf, fictionalMobile, person } from '../names.js';
import { address } from '../places.js';
import type { Random } from '../random.js';
import { accountAt, accountsOf, type AccountPlan, type BuildingPlan, type VolumePlan } from './plan.js';

export const DEMO_PASSWORD = 'Demo-Extranet-2026';
const KEY_TOTAL = 10_000;
/** One resident of each kind can sign in with the demo password. */
const LOGINS = { co_owner: 'demo.coproprietaire', landlord: 'demo.bailleur', lessee: 'demo.locataire' } as const;

export const entityRef = (building: BuildingPlan): string =>
  building.line === 'gerance' ? 'G001' : `S${building.ref}`;
export const partyRef = (account: AccountPlan): string => `T${account.ref}`;
export const lotRef = (building: BuildingPlan, rank: number): string => `${building.ref}-${rank + 1}`;
export const keyRef = (building: BuildingPlan): string => `${building.ref}-001`;

export function* portfolioRows(plan: VolumePlan, random: Random): Generator<SectionRow> {
  const lines = [...new Set(plan.plans.map(({ line }) => line))];
  if (lines.includes('gerance')) {
    yield {
      section: 'entities',
      row: { ref: 'G001', code: 'G001', label: 'Gérance', businessLine: 'gerance', oneOffDebit: false },
    };
  }
  for (const building of plan.plans) {
    if (building.line === 'gerance') continue;
    const row = {
      ref: entityRef(building),
      code: building.ref,
      label: `Syndicat ${building.ref}`,
      businessLine: 'syndic',
      oneOffDebit: false,
    } as const;
    yield { section: 'entities', row };
  }
  for (const row of defaultBinders(lines)) yield { section: 'binders', row };
  const named = new Set<string>();
  for (const building of plan.plans) {
    for (const account of accountsOf(building)) yield { section: 'parties', row: partyRow(account, random, named) };
  }
  for (const building of plan.plans) yield { section: 'buildings', row: buildingRow(building, random) };
  for (const building of plan.plans) {
    for (let rank = 0; rank < building.lots; rank += 1) yield { section: 'lots', row: lotRow(building, rank, random) };
  }
}

function partyRow(account: AccountPlan, random: Random, named: Set<string>): RowDraft<'parties'> {
  const chance = random.fork(account.ref);
  const who = person(chance);
  const isFirst = !named.has(account.kind);
  named.add(account.kind);
  return {
    ref: partyRef(account),
    kind: 'person',
    ...who,
    email: emailOf(who).replace('@', `.${account.index + 1}@`),
    mobile: fictionalMobile(chance),
    electronicNotices: chance.chance(0.6),
    language: 'fr',
    address: address(chance),
    credentials: isFirst ? { login: LOGINS[account.kind], initialPassword: DEMO_PASSWORD } : null,
  };
}

function buildingRow(building: BuildingPlan, random: Random): RowDraft<'buildings'> {
  const chance = random.fork(building.ref);
  const year = (number: number) => ({
    ref: `${building.ref}-${number}`,
    start: `${number}-01-01`,
    end: `${number}-12-31`,
    closed: number < 2026,
  });
  const isSyndic = building.line === 'syndic';
  const council = [0, 1, 2].slice(0, building.owners).map((rank) => ({
    party: partyRef(accountAt(building, 'co_owner', rank)),
    title: rank === 0 ? ('president' as const) : ('member' as const),
  }));
  return {
    ref: building.ref,
    businessLine: building.line,
    name: `Résidence ${building.index + 1}`,
    entity: entityRef(building),
    lotsCount: building.lots,
    constructionYear: chance.int(1890, 2015),
    worksFundExempt: false,
    separateBankAccount: true,
    address: address(chance),
    allocationKeys: isSyndic ? [{ ref: keyRef(building), label: 'Charges générales', total: KEY_TOTAL }] : [],
    fiscalYears: isSyndic ? [2024, 2025, 2026].map(year) : [],
    council: isSyndic ? council : [],
    caretakers: [],
    meetings: isSyndic ? [{ heldOn: `2026-0${chance.int(3, 6)}-12`, approvesAccounts: true }] : [],
  };
}

function lotRow(building: BuildingPlan, rank: number, random: Random): RowDraft<'lots'> {
  const chance = random.fork(lotRef(building, rank));
  const isSyndic = building.line === 'syndic';
  const owner = accountAt(building, isSyndic ? 'co_owner' : 'landlord', rank % building.owners);
  return {
    ref: lotRef(building, rank),
    building: building.ref,
    number: String(rank + 1),
    kind: chance.chance(0.7) ? 'apartment' : chance.pick(['parking', 'cellar', 'shop']),
    floor: String(Math.floor(rank / 4)),
    area: chance.int(1200, 11_000) / 100,
    shares: isSyndic ? [{ key: keyRef(building), value: Math.floor(KEY_TOTAL / building.lots) }] : [],
    holders: [
      { account: owner.ref, part: 'owner' as const },
      ...(isSyndic ? [] : [{ account: accountAt(building, 'lessee', rank).ref, part: 'lessee' as const }]),
    ],
  };
}
