import { createHash } from 'node:crypto';
import type { Audience } from '../../publication/manifest/manifest.types.js';
import type { RowDraft } from '../../publication/manifest/write-manifest.js';
import { binderRef } from '../binders.js';
import { daysLater } from '../days.js';
import type { Random } from '../random.js';
import { plainPdf } from './plain-pdf.js';
import { accountsOf, type AccountPlan, type BuildingPlan, type VolumePlan } from './plan.js';

/** Distinct files of a kind, shared by its documents. */
const FILES_PER_KIND = 24;
const DAYS = 1000;
const FIRST_DAY = '2024-02-20';
/** One document in so many is the building's, the others an account's. */
const BUILDING_EVERY = 5;

export interface DemoFile {
  sha256: string;
  bytes: Buffer;
}

interface Kind {
  binder: string;
  title: string;
}
const OF_BUILDINGS: Record<BuildingPlan['line'], Kind[]> = {
  syndic: ['Procès-verbaux d’assemblée', 'Factures', 'Contrats d’entretien', 'Assurances'].map((title) =>
    kind('syndic', title),
  ),
  gerance: ['Diagnostics', 'Assurances'].map((title) => kind('gerance', title)),
};
const OF_ACCOUNTS: Record<AccountPlan['kind'], Kind[]> = {
  co_owner: ['Appels de fonds', 'Comptes individuels'].map((title) => kind('syndic', title)),
  landlord: ['Relevés de gérance'].map((title) => kind('gerance', title)),
  lessee: ['Quittances', 'Avis d’échéance'].map((title) => kind('gerance', title)),
};

function kind(line: BuildingPlan['line'], title: string): Kind {
  return { binder: binderRef(line, title), title };
}

/** The files of every kind of document: some two hundred, whatever the number of documents. */
export function demoFiles(): Map<string, DemoFile[]> {
  const kinds = [...Object.values(OF_BUILDINGS), ...Object.values(OF_ACCOUNTS)].flat();
  return new Map(
    kinds.map(({ binder, title }) => [
      binder,
      Array.from({ length: FILES_PER_KIND }, (_, index) =>
        fileOf([title, `Exemplaire ${index + 1}`, 'Document de démonstration']),
      ),
    ]),
  );
}

function fileOf(lines: string[]): DemoFile {
  const bytes = plainPdf(lines);
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes };
}

/** Exactly the documents asked, for buildings and accounts in turn; none without a building. */
export function* documentRows(
  plan: VolumePlan,
  random: Random,
  files: Map<string, DemoFile[]>,
): Generator<RowDraft<'documents'>> {
  if (plan.plans.length === 0) return;
  const chance = random.fork('documents');
  const owners = turns(plan);
  for (let index = 0; index < plan.documents; index += 1) {
    const building = plan.plans[index % plan.plans.length] as BuildingPlan;
    const account = index % BUILDING_EVERY === 0 ? undefined : owners.next().value;
    const kinds = account ? OF_ACCOUNTS[account.kind] : OF_BUILDINGS[building.line];
    const audience: Audience = account
      ? { scope: 'account', target: account.ref }
      : { scope: 'building', target: building.ref };
    yield documentOf(index, chance, files, chance.pick(kinds), audience);
  }
}

/** Every account in turn, for ever; nothing when there is none. */
function* turns(plan: VolumePlan): Generator<AccountPlan | undefined, undefined> {
  while (plan.accounts > 0) for (const building of plan.plans) yield* accountsOf(building);
  return undefined;
}

function documentOf(
  index: number,
  chance: Random,
  files: Map<string, DemoFile[]>,
  { binder, title }: Kind,
  audience: Audience,
): RowDraft<'documents'> {
  const file = chance.pick(files.get(binder) ?? []);
  const date = daysLater(FIRST_DAY, Math.floor((index * 7919) % DAYS));
  return {
    ref: `D${index + 1}`,
    withdrawn: false,
    binder,
    title: `${title} ${date.slice(0, 7)}`,
    filename: `document-${index + 1}.pdf`,
    media: 'application/pdf',
    bytes: file.bytes.length,
    sha256: file.sha256,
    documentDate: date,
    from: date,
    folder: [],
    notify: false,
    origin: title === 'Factures' ? 'invoice' : 'attachment',
    audiences: [audience],
  };
}
