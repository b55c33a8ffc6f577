import type { FileRow, Tile } from '../../../src/platform/views/index.js';

export const DOCUMENTS: FileRow[] = [
  {
    title: '0152 - Constat amiable du dégât des eaux',
    href: '/d/1',
    downloadHref: '/d/1?telecharger',
    type: 'pdf',
    day: '2025-11-08',
    bytes: 412_300,
    notes: ['Résidence Gilbert'],
    new: true,
  },
  {
    title: 'Appel de fonds du 4e trimestre 2025',
    href: '/d/2',
    downloadHref: '/d/2?telecharger',
    type: 'pdf',
    day: '2025-10-01',
    bytes: 98_100,
    notes: ['450PIERREP'],
    new: true,
  },
  {
    title: 'Photographies de la cage d’escalier B après réparation',
    href: '/d/3',
    downloadHref: '/d/3?telecharger',
    type: 'image',
    day: '2025-09-17',
    bytes: 3_240_000,
    notes: ['Résidence Gilbert'],
  },
  { title: 'Tableau des charges 2024', href: '/d/4', type: 'sheet', day: '2025-03-01', bytes: 48_000 },
  { title: 'Archives du chantier', href: '/d/5', type: 'archive', bytes: 1_200_000_000 },
  { title: 'Note du gardien', href: '/d/6', type: 'text', day: '2024-12-24', bytes: 812 },
  { title: 'Courriers', href: '/c/7', type: 'folder', notes: ['12 documents'] },
  { title: 'Pièce jointe 1', href: '/d/8' },
];

export const TILES: Tile[] = [
  { label: 'Mes documents', href: '/documents', icon: 'folder', badge: '3', note: '48 documents' },
  { label: 'Mon compte', href: '/compte', icon: 'receipt-euro', note: 'À jour au 14/11/2025' },
  { label: 'Fonds travaux', href: '/fonds', icon: 'pig-money', note: '480,00 €' },
  { label: 'Mes informations', href: '/informations', icon: 'speakerphone', badge: '1' },
  { label: 'Mes demandes', href: '/demandes', icon: 'message-2', note: 'Aucune en cours' },
  { label: 'Contacts', href: '/contacts', icon: 'phone', note: '03 83 00 00 00' },
];

export const ENTRIES = [
  { day: '2025-10-08', label: 'Votre virement', debit: null, credit: 18_437, balance: -6_563 },
  { day: '2025-10-01', label: 'Appel de fonds 4e trimestre 2025', debit: 25_000, credit: null, balance: -25_000 },
  { day: '2025-07-09', label: 'Votre virement', debit: null, credit: 25_000, balance: 0 },
  { day: '2025-07-01', label: 'Appel de fonds 3e trimestre 2025', debit: 25_000, credit: null, balance: -25_000 },
];

export const STATEMENT = {
  balance: -6_563,
  opening: 0,
  entries: ENTRIES,
  bank: [
    { term: 'Ordre', text: 'Syndicat des copropriétaires Gilbert' },
    { term: 'BIC', text: 'AGRIFRPP' },
    { term: 'Banque', text: 'Crédit Agricole de Lorraine', note: 'agence de Nancy' },
  ],
};

const NAMES = [
  'AUBERT Sylvie',
  'BENALI Karim',
  'COLIN-DUMONT Marie-Hélène',
  'DUPONT Paul',
  'MARTIN Anne',
  'PROPRIETAIRE Pierre',
  'ROUX Léa',
  'SCI LES TILLEULS',
];

export const ROWS = NAMES.map((name, index) => ({
  name,
  account: `450${name.slice(0, 6).replace(/\W/g, '')}${index}`,
  building: index % 3 === 0 ? 'Le Clos des Tilleuls' : 'Résidence Gilbert',
  email: index % 4 !== 1,
  seen: index % 3 === 2 ? null : new Date(Date.UTC(2025, 10, 14 - index, 18, 3)),
  balance: (index * 7919 - 21_000) * (index % 2 ? 1 : -1),
  access:
    index % 3 === 2
      ? { label: 'Jamais connecté', tone: 'warning' }
      : index === 4
        ? { label: 'Bloqué', tone: 'danger' }
        : { label: 'Actif', tone: 'success' },
}));

export const PAGING = {
  from: 26,
  to: 50,
  total: 1_243,
  sizes: [25, 50, 100].map((size) => ({ size, href: `?taille=${size}`, current: size === 25 })),
  previousHref: '?avant=a',
  nextHref: '?apres=b',
};

export const FORM_OPTIONS = {
  notify: [
    { value: 'immediate', label: 'Tout de suite', hint: 'Un email par publication, la veille au soir.' },
    { value: 'weekly', label: 'Une fois par semaine', hint: 'Le lundi à 8 h, s’il y a du nouveau.' },
    { value: 'never', label: 'Jamais' },
  ],
  ways: [
    { value: 'email', label: 'Email' },
    { value: 'sms', label: 'SMS', disabled: true },
  ],
  chosenWays: ['email'],
  languages: [
    { value: 'fr', label: 'Français' },
    { value: 'en', label: 'English' },
  ],
};

export const LIST = {
  rows: ROWS,
  paging: PAGING,
  steps: [{ label: 'Portefeuille', href: '/agence/syndic/portefeuille' }, { label: 'Copropriétaires' }],
  buildings: [{ value: 'I012', label: 'Résidence Gilbert' }],
  managers: [{ value: 'cm', label: 'Claire MARCHAL' }],
};

export const RECORD = {
  steps: [
    { label: 'Portefeuille', href: '/p' },
    { label: 'Copropriétaires', href: '/p/c' },
    { label: 'PROPRIETAIRE Pierre' },
  ],
  tabs: ['Général', 'Situation compte', 'Arborescence', 'Événements', 'Documents', 'Photos'].map((label, index) => ({
    label,
    href: `?onglet=${index}`,
    current: index === 0,
    badge: index === 4 ? 48 : undefined,
  })),
  identity: [
    { term: 'Nom', text: 'PROPRIETAIRE Pierre' },
    { term: 'Identifiant', text: 'pierrep4821' },
    { term: 'Email', text: 'pierre@exemple.fr', href: 'mailto:pierre@exemple.fr', note: 'confirmé' },
    { term: 'Notifications', text: '' },
    { term: 'Adresse', lines: ['12 rue de Saurupt', '54000 Nancy'] },
  ],
  lines: ['12 rue de Saurupt', 'Bâtiment B'],
};

export const SETTINGS = {
  steps: [{ label: 'Utilitaires', href: '/u' }, { label: 'Paramètres' }],
  signs: [
    { value: 'credit', label: 'Crédit – débit', hint: 'Un débiteur voit −65,63 €' },
    { value: 'debit', label: 'Débit – crédit', hint: 'Un débiteur voit 65,63 €' },
  ],
  groups: [
    { label: 'Gérance', options: [{ value: 'q', label: 'Quittances' }] },
    { label: 'Syndic', options: [{ value: 'pv', label: 'Procès-verbaux d’assemblée' }] },
  ],
};

export const MESSAGE = {
  greeting: 'Bonjour Pierre PROPRIETAIRE,',
  paragraphs: ['De nouveaux documents sont disponibles dans votre espace :'],
  items: [
    'Procès-verbal de l’assemblée du 12/06/2025 — Procès-verbaux d’assemblée — Résidence Gilbert',
    'Appel de fonds — Appels de fonds',
  ],
  action: { label: 'Consulter mes documents', href: 'https://saurupt.exemple.fr/extranet/coproprietaire/documents' },
  after: ['À bientôt,'],
};
