import type {
  AllocationKey,
  BuildingRow,
  Caretaker,
  CouncilMember,
  FiscalYear,
  LotHolder,
  LotRow,
  LotShare,
  Meeting,
} from '../manifest/manifest.types.js';
import { addressLines } from './people.js';
import { asIs, child, type Refs, section, type Target } from './plan.js';

const staffMember = (ref: string | null): Target | null => (ref === null ? null : ['staffMember', ref]);
const position = (_row: unknown, _refs: Refs, index: number) => index + 1;

export const buildings = section<BuildingRow, BuildingRow>({
  table: 'building',
  element: 'building',
  label: `t.name`,
  prepare: asIs,
  references: {
    entity_id: (row) => (row.entity === null ? null : ['entity', row.entity]),
    manager_id: (row) => staffMember(row.manager),
    assistant_id: (row) => staffMember(row.assistant),
    accountant_id: (row) => staffMember(row.accountant),
  },
  columns: {
    line: (row) => row.businessLine,
    name: (row) => row.name,
    address_lines: (row) => addressLines(row.address),
    postal_code: (row) => row.address?.postalCode ?? null,
    city: (row) => row.address?.city ?? null,
    country: (row) => row.address?.country ?? null,
    latitude: (row) => row.address?.latitude ?? null,
    longitude: (row) => row.address?.longitude ?? null,
    lots_count: (row) => row.lotsCount,
    construction_year: (row) => row.constructionYear,
    registry_number: (row) => row.registryNumber,
    syndic_since: (row) => row.syndicSince,
    works_fund_exempt: (row) => row.worksFundExempt,
    separate_bank_account: (row) => row.separateBankAccount,
  },
  children: [
    child<BuildingRow, AllocationKey>({
      table: 'allocation_key',
      parent: 'building_id',
      upkeep: 'mark',
      of: (row) => row.allocationKeys,
      columns: {
        id: (row, refs) => refs.id(['allocationKey', row.ref]),
        position,
        ref: (row) => row.ref,
        label: (row) => row.label,
        total: (row) => row.total,
        listed: () => true,
      },
    }),
    child<BuildingRow, FiscalYear>({
      table: 'fiscal_year',
      parent: 'building_id',
      upkeep: 'mark',
      of: (row) => row.fiscalYears,
      columns: {
        id: (row, refs) => refs.id(['fiscalYear', row.ref]),
        ref: (row) => row.ref,
        starts_on: (row) => row.start,
        ends_on: (row) => row.end,
        closed: (row) => row.closed,
        approved_on: (row) => row.approvedOn,
        listed: () => true,
      },
    }),
    child<BuildingRow, CouncilMember>({
      table: 'council_membership',
      parent: 'building_id',
      of: (row) => row.council,
      references: { party_id: (row) => ['party', row.party] },
      columns: { position, title: (row) => row.title, since: (row) => row.since, until: (row) => row.until },
    }),
    child<BuildingRow, Caretaker>({
      table: 'caretaker',
      parent: 'building_id',
      of: (row) => row.caretakers,
      references: { party_id: (row) => ['party', row.party] },
      columns: { position, phone: (row) => row.phone, presence: (row) => row.presence },
    }),
    child<BuildingRow, Meeting>({
      table: 'meeting',
      parent: 'building_id',
      of: (row) => row.meetings,
      columns: { position, held_on: (row) => row.heldOn, approves_accounts: (row) => row.approvesAccounts },
    }),
  ],
});

export const lots = section<LotRow, LotRow>({
  table: 'lot',
  element: 'lot',
  label: `t.number`,
  prepare: asIs,
  references: { building_id: (row) => ['building', row.building] },
  columns: {
    line: (row, refs) => refs.lineOfBuilding(row.building),
    number: (row) => row.number,
    kind: (row) => row.kind,
    floor: (row) => row.floor,
    description: (row) => row.description,
    area: (row) => row.area,
  },
  children: [
    child<LotRow, LotShare>({
      table: 'lot_share',
      parent: 'lot_id',
      of: (row) => row.shares,
      references: { key_id: (row) => ['allocationKey', row.key] },
      columns: { position, value: (row) => row.value },
    }),
    child<LotRow, LotHolder>({
      table: 'lot_holder',
      parent: 'lot_id',
      of: (row) => row.holders,
      references: { account_id: (row) => ['account', row.account] },
      columns: { position, part: (row) => row.part, held_from: (row) => row.from, held_until: (row) => row.until },
    }),
  ],
});
