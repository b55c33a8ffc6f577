import type { RowDraft, SectionRow } from '../../publication/manifest/write-manifest.js';
import type { Random } from '../random.js';
import { steadyEntries } from './entries.js';
import { accountsOf, shareOf, type AccountPlan, type BuildingPlan, type VolumePlan } from './plan.js';
import { entityRef, keyRef, lotRef, partyRef } from './portfolio-rows.js';

export const AS_OF = '2026-11-20';
const EXPENSES_PER_BUILDING = 24;
const CHARGES = [
  ['615000', 'Entretien', 'Nettoyage des parties communes'],
  ['602100', 'Électricité', 'Électricité des parties communes'],
  ['601000', 'Eau', 'Consommation d’eau'],
  ['616000', 'Assurances', 'Prime d’assurance'],
] as const;

export function* accountRows(plan: VolumePlan, random: Random): Generator<SectionRow> {
  for (const building of plan.plans) {
    for (const account of accountsOf(building)) yield { section: 'accounts', row: accountRow(account, plan, random) };
  }
  const syndic = plan.plans.filter(({ line }) => line === 'syndic');
  for (const building of syndic) for (const row of expenseRows(building, random)) yield { section: 'expenses', row };
  for (const building of syndic)
    for (const row of worksFundRows(building, random)) yield { section: 'worksFunds', row };
}

function accountRow(account: AccountPlan, plan: VolumePlan, random: Random): RowDraft<'accounts'> {
  const entries = steadyEntries(
    random.fork(account.ref),
    account.kind,
    shareOf(plan.entries, plan.accounts, account.index),
  );
  return {
    ref: account.ref,
    number: account.ref,
    entity: entityRef(account.building),
    party: partyRef(account),
    kind: account.kind,
    balance: entries.reduce((sum, { debit, credit }) => sum + debit - credit, 0),
    asOf: AS_OF,
    building: account.kind === 'co_owner' ? account.building.ref : null,
    status: 'active',
    openingBalance: 0,
    entries,
  };
}

function* expenseRows(building: BuildingPlan, random: Random): Generator<RowDraft<'expenses'>> {
  const chance = random.fork(`expenses ${building.ref}`);
  for (let index = 0; index < EXPENSES_PER_BUILDING; index += 1) {
    const [account, accountLabel, label] = chance.pick(CHARGES);
    const date = `2026-${String((index % 10) + 1).padStart(2, '0')}-15`;
    const amount = chance.int(50, 900) * 100;
    yield {
      ref: `E-${building.ref}-${index + 1}`,
      building: building.ref,
      fiscalYear: `${building.ref}-2026`,
      key: keyRef(building),
      account,
      accountLabel,
      date,
      label,
      amount,
      documents: [],
    };
  }
}

function* worksFundRows(building: BuildingPlan, random: Random): Generator<RowDraft<'worksFunds'>> {
  const chance = random.fork(`funds ${building.ref}`);
  for (let rank = 0; rank < building.lots; rank += 1) {
    const lot = lotRef(building, rank);
    yield {
      ref: `${lot} 105000`,
      lot,
      account: '105000',
      amount: chance.int(50, 900) * 100,
      asOf: '2025-12-31',
      label: 'Fonds travaux',
    };
  }
}
