import type { RowDraft } from '../../publication/manifest/write-manifest.js';
import { plain } from '../names.js';
import type { Register } from './register.js';

export interface Trade {
  trade: string;
  account: string;
  accountLabel: string;
  /** What a bill is for. */
  works: readonly string[];
  /** Months in which a regular bill comes; none: only when something breaks. */
  months: readonly number[];
  /** Part of the annual budget that goes there. */
  share: number;
  /** Charged on the lift's key. */
  lift?: boolean;
}

const QUARTERLY = [1, 4, 7, 10];
const EVERY_MONTH = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

export const TRADES = {
  cleaning: {
    trade: 'Nettoyage',
    account: '615100',
    accountLabel: 'Entretien et petites réparations',
    works: ['Nettoyage des parties communes'],
    months: EVERY_MONTH,
    share: 0.2,
  },
  lift: {
    trade: 'Ascenseur',
    account: '614000',
    accountLabel: 'Contrats de maintenance',
    works: ['Maintenance de l’ascenseur'],
    months: QUARTERLY,
    share: 0.12,
    lift: true,
  },
  heating: {
    trade: 'Chauffage',
    account: '614100',
    accountLabel: 'Contrat de chauffage',
    works: ['Entretien de la chaufferie'],
    months: [2, 5, 8, 11],
    share: 0.1,
  },
  energy: {
    trade: 'Énergie',
    account: '602100',
    accountLabel: 'Électricité et gaz',
    works: ['Électricité des parties communes'],
    months: [2, 4, 6, 8, 10, 12],
    share: 0.18,
  },
  water: {
    trade: 'Eau',
    account: '601000',
    accountLabel: 'Eau',
    works: ['Consommation d’eau'],
    months: [3, 9],
    share: 0.15,
  },
  insurance: {
    trade: 'Assurances',
    account: '616000',
    accountLabel: 'Primes d’assurances',
    works: ['Prime multirisque immeuble'],
    months: [1],
    share: 0.09,
  },
  plumbing: {
    trade: 'Plomberie',
    account: '615200',
    accountLabel: 'Réparations',
    works: [
      'Recherche de fuite, colonne d’eau',
      'Remplacement d’une vanne d’arrêt',
      'Débouchage de la colonne des eaux usées',
    ],
    months: [],
    share: 0.03,
  },
  locks: {
    trade: 'Serrurerie',
    account: '615200',
    accountLabel: 'Réparations',
    works: ['Réglage de la porte d’entrée et de son ferme-porte', 'Remplacement du cylindre des caves'],
    months: [],
    share: 0.02,
  },
  electricity: {
    trade: 'Électricité',
    account: '615200',
    accountLabel: 'Réparations',
    works: ['Remplacement de blocs de secours', 'Dépannage de l’éclairage du parking'],
    months: [],
    share: 0.03,
  },
} as const satisfies Record<string, Trade>;
export type TradeName = keyof typeof TRADES;

const COMPANIES: Readonly<Record<TradeName, string>> = {
  cleaning: 'Clair et Net Lorraine',
  lift: 'Ascenseurs de l’Est',
  heating: 'Thermo Meurthe',
  energy: 'Énergies du Grand Est',
  water: 'Régie des eaux de la Meurthe',
  insurance: 'Assurances des Trois Maisons',
  plumbing: 'Plomberie Vautrin et fils',
  locks: 'Serrurerie Saint-Epvre',
  electricity: 'Électricité Grandjean',
};

export interface SupplierParty extends Trade {
  ref: string;
  name: string;
}

export class Suppliers {
  readonly rows: RowDraft<'suppliers'>[] = [];
  private readonly byTrade = new Map<TradeName, SupplierParty>();

  constructor(private readonly register: Register) {}

  of(name: TradeName): SupplierParty {
    const known = this.byTrade.get(name);
    if (known) return known;
    const company = COMPANIES[name];
    const code = plain(company).toUpperCase().slice(0, 10);
    const party = this.register.company(`TF-${code}`, company, `contact@${plain(company).toLowerCase()}.example`);
    const { trade } = TRADES[name];
    this.rows.push({
      ref: `F-${code}`,
      party: party.ref,
      account: `401${code}`,
      trade,
      visible: name !== 'energy',
      phone: party.phone,
      email: party.email,
    });
    const supplier = { ...TRADES[name], ref: `F-${code}`, name: company };
    this.byTrade.set(name, supplier);
    return supplier;
  }
}
