import { buffer } from 'node:stream/consumers';
import {
  SECTIONS,
  type ManifestHeader,
  type ScopeSection,
  type Section,
} from '../../../src/publication/manifest/manifest.types.js';
import { type RowDraft, type SectionRow, writeManifest } from '../../../src/publication/manifest/write-manifest.js';
import { pdf, type TestFile } from './pdf.js';

export type Rows = { [S in Section]?: RowDraft<S>[] };
const WITHOUT_LINE = new Set<Section>(['staff', 'parties', 'suppliers']);

export interface Sheet {
  runRef: string;
  generatedAt?: string;
  rows: Rows;
  header?: Partial<ManifestHeader>;
}

/** A manifest of these rows, its scope being the sections they name. */
export async function manifest({ runRef, generatedAt, rows, header = {} }: Sheet): Promise<Buffer> {
  const lines = header.lines ?? ['syndic'];
  const sections = SECTIONS.filter((section) => rows[section] !== undefined);
  const scope: ScopeSection[] = sections.map((section) => ({
    section,
    lines: WITHOUT_LINE.has(section) ? null : lines,
  }));
  const head: ManifestHeader = {
    version: '1.0',
    source: 'LSC',
    runRef,
    generatedAt: new Date(generatedAt ?? '2025-11-14T20:00:00+01:00'),
    lines,
    generator: null,
    previousRunRef: null,
    scope,
    ...header,
  };
  const items = sections.flatMap((section) => (rows[section] ?? []).map((row) => ({ section, row }) as SectionRow));
  return buffer(writeManifest(head, items));
}

export const minutes = pdf('PV AG du 12/06/2025');
export const invoice = pdf('Facture 2025-118');

export function documentRow(
  ref: string,
  file: TestFile,
  change: Partial<RowDraft<'documents'> & { withdrawn: false }> = {},
): RowDraft<'documents'> {
  return {
    withdrawn: false,
    ref,
    binder: 'B-PV',
    title: `Document ${ref}`,
    filename: `${ref}.pdf`,
    media: file.media,
    bytes: file.bytes.length,
    sha256: file.sha256,
    documentDate: '2025-06-12',
    from: '2025-06-20',
    folder: [],
    notify: true,
    origin: 'attachment',
    audiences: [{ scope: 'building', target: 'I012' }],
    ...change,
  } as RowDraft<'documents'>;
}

type Entry = RowDraft<'accounts'>['entries'][number];

export function entry(ref: string, date: string, change: Partial<Entry>): Entry {
  return {
    ref,
    date,
    label: `Écriture ${ref}`,
    debit: 0,
    credit: 0,
    journalKind: 'other',
    repaid: true,
    chargeKind: 'other',
    ...change,
  };
}

export function accountRow(
  ref: string,
  party: string,
  entries: Entry[],
  change: Partial<RowDraft<'accounts'>> = {},
): RowDraft<'accounts'> {
  const openingBalance = change.openingBalance ?? 0;
  const balance = entries.reduce((sum, { debit, credit }) => sum + debit - credit, openingBalance);
  return {
    ref,
    number: ref,
    entity: 'S001',
    party,
    kind: 'co_owner',
    building: 'I012',
    balance,
    asOf: '2025-11-14',
    status: 'active',
    openingBalance,
    entries,
    ...change,
  };
}

/** The publication of the specification's example, with a second co-owner. */
export function gilbert(): Required<
  Pick<
    Rows,
    'entities' | 'binders' | 'parties' | 'buildings' | 'lots' | 'accounts' | 'expenses' | 'worksFunds' | 'documents'
  >
> {
  const person = (ref: string, lastName: string, firstName: string): RowDraft<'parties'> => ({
    ref,
    kind: 'person',
    civility: 'M.',
    lastName,
    firstName,
    email: `${firstName.toLowerCase()}@example.org`,
    electronicNotices: false,
    language: 'fr',
    address: { line1: '3 rue Gilbert', postalCode: '54000', city: 'Nancy', country: 'FR' },
  });
  const lot = (ref: string, number: string, account: string): RowDraft<'lots'> => ({
    ref,
    building: 'I012',
    number,
    kind: 'apartment',
    area: 64.2,
    shares: [{ key: 'I012-001', value: 120 }],
    holders: [{ account, part: 'owner' }],
  });
  return {
    entities: [
      {
        ref: 'S001',
        code: 'S001',
        label: 'Syndicat Gilbert',
        businessLine: 'syndic',
        iban: 'FR7630006000011234567890189',
        bic: 'AGRIFRPP',
        payableTo: 'Syndicat Gilbert',
        oneOffDebit: false,
      },
    ],
    binders: [
      {
        ref: 'B-PV',
        businessLine: 'syndic',
        path: ["Procès-verbaux d'assemblée"],
        levels: ['co_owner', 'council_member', 'president'],
        position: 1,
        role: 'ordinary',
        complianceKind: 'meeting_minutes',
        active: true,
      },
      {
        ref: 'B-FAC',
        businessLine: 'syndic',
        path: ['Factures'],
        levels: ['council_member', 'president'],
        position: 2,
        role: 'invoices',
        active: true,
      },
    ],
    parties: [person('T4412', 'PROPRIETAIRE', 'Pierre'), person('T4413', 'MARTIN', 'Anne')],
    buildings: [
      {
        ref: 'I012',
        businessLine: 'syndic',
        name: 'Résidence Gilbert',
        entity: 'S001',
        lotsCount: 2,
        worksFundExempt: false,
        separateBankAccount: true,
        address: { line1: '1 place Gilbert', postalCode: '54000', city: 'Nancy', country: 'FR' },
        allocationKeys: [{ ref: 'I012-001', label: 'Charges générales', total: 1000 }],
        fiscalYears: [{ ref: 'I012-2025', start: '2025-01-01', end: '2025-12-31', closed: false }],
        council: [{ party: 'T4412', title: 'member' }],
        caretakers: [],
        meetings: [{ heldOn: '2025-06-12', approvesAccounts: true }],
      },
    ],
    lots: [lot('I012-7', '7', '450PIERREP'), lot('I012-8', '8', '450MARTINA')],
    accounts: [
      accountRow('450PIERREP', 'T4412', [
        entry('1', '2025-10-01', { label: 'Appel de fonds 4e trimestre 2025', debit: 25000, chargeKind: 'budget' }),
        entry('2', '2025-10-08', { label: 'Votre virement', credit: 18437, journal: 'BQ', journalKind: 'bank' }),
      ]),
      accountRow('450MARTINA', 'T4413', [entry('1', '2025-10-01', { debit: 31000, chargeKind: 'budget' })]),
    ],
    expenses: [
      {
        ref: 'E881',
        building: 'I012',
        fiscalYear: 'I012-2025',
        key: 'I012-001',
        account: '615000',
        accountLabel: 'Entretien',
        date: '2025-09-30',
        label: 'Nettoyage septembre',
        amount: 32400,
        documents: ['D90'],
      },
    ],
    worksFunds: [
      {
        ref: 'I012-7 105000',
        lot: 'I012-7',
        account: '105000',
        amount: 48000,
        asOf: '2024-12-31',
        label: 'Fonds travaux',
      },
    ],
    documents: [
      documentRow('D77', minutes, { title: 'PV AG du 12/06/2025' }),
      documentRow('D90', invoice, { binder: 'B-FAC', title: 'Facture 2025-118', origin: 'invoice', notify: false }),
    ],
  };
}
