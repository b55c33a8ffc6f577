import type { Address, EntityRow, PartyRow, StaffMemberRow, SupplierRow } from '../manifest/manifest.types.js';
import { asIs, type Refs, section } from './plan.js';

export const addressLines = (address: Address | null): string[] =>
  address === null ? [] : [address.line1, address.line2, address.line3, address.line4].filter((line) => line !== null);

export const staff = section<StaffMemberRow, StaffMemberRow>({
  table: 'listed_staff',
  element: 'staffMember',
  label: `concat_ws(' ', t.first_name, t.last_name)`,
  prepare: asIs,
  columns: {
    last_name: (row) => row.lastName,
    first_name: (row) => row.firstName,
    email: (row) => row.email,
    phone: (row) => row.phone,
    role: (row) => row.role,
  },
});

/** Nothing of the bank details of co-ownerships is kept when the agency does not send them (ACC-09). */
const omitsBank = (row: EntityRow, refs: Refs) => refs.settings.omitBankDetails && row.businessLine === 'syndic';
const bank =
  (value: (row: EntityRow) => string | null) =>
  (row: EntityRow, refs: Refs): string | null =>
    omitsBank(row, refs) ? null : value(row);

export const entities = section<EntityRow, EntityRow>({
  table: 'accounting_entity',
  element: 'entity',
  label: `t.code || ' ' || t.label`,
  prepare: asIs,
  columns: {
    line: (row) => row.businessLine,
    code: (row) => row.code,
    label: (row) => row.label,
    creditor_id: (row) => row.ics,
    iban: bank((row) => row.iban),
    bic: bank((row) => row.bic),
    bank_label: bank((row) => row.bankLabel),
    payable_to: bank((row) => row.payableTo),
    one_off_debit: (row) => row.oneOffDebit,
  },
});

export const parties = section<PartyRow, PartyRow>({
  table: 'party',
  element: 'party',
  label: `coalesce(t.company_name, concat_ws(' ', t.civility, t.last_name, t.first_name))`,
  prepare: asIs,
  columns: {
    kind: (row) => row.kind,
    civility: (row) => row.civility,
    last_name: (row) => row.lastName,
    first_name: (row) => row.firstName,
    company_name: (row) => row.companyName,
    email: (row) => row.email,
    phone: (row) => row.phone,
    mobile: (row) => row.mobile,
    electronic_notices: (row) => row.electronicNotices,
    language: (row) => row.language,
    address_lines: (row) => addressLines(row.address),
    postal_code: (row) => row.address?.postalCode ?? null,
    city: (row) => row.address?.city ?? null,
    country: (row) => row.address?.country ?? null,
  },
});

export const suppliers = section<SupplierRow, SupplierRow>({
  table: 'supplier',
  element: 'supplier',
  label: `t.account_number`,
  prepare: asIs,
  references: { party_id: (row) => ['party', row.party] },
  columns: {
    account_number: (row) => row.account,
    trade: (row) => row.trade,
    visible_to_residents: (row) => row.visible,
    phone: (row) => row.phone,
    email: (row) => row.email,
  },
});
