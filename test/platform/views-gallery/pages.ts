import type { Chrome, FileRow, Tile } from '../../../src/platform/views/index.js';
import { chrome } from './chromes.js';

export interface GalleryPage {
  name: string;
  view: string;
  model: object;
  chrome: Chrome;
}

const DOCUMENTS: FileRow[] = [
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

const TILES: Tile[] = [
  { label: 'Mes documents', href: '/documents', icon: 'folder', badge: '3', note: '48 documents' },
  { label: 'Mon compte', href: '/compte', icon: 'receipt-euro', note: 'À jour au 14/11/2025' },
  { label: 'Fonds travaux', href: '/fonds', icon: 'pig-money', note: '480,00 €' },
  { label: 'Mes informations', href: '/informations', icon: 'speakerphone', badge: '1' },
  { label: 'Mes demandes', href: '/demandes', icon: 'message-2', note: 'Aucune en cours' },
  { label: 'Contacts', href: '/contacts', icon: 'phone', note: '03 83 00 00 00' },
];

const ENTRIES = [
  { day: '2025-10-08', label: 'Votre virement', debit: null, credit: 18_437, balance: -6_563 },
  { day: '2025-10-01', label: 'Appel de fonds 4e trimestre 2025', debit: 25_000, credit: null, balance: -25_000 },
  { day: '2025-07-09', label: 'Votre virement', debit: null, credit: 25_000, balance: 0 },
  { day: '2025-07-01', label: 'Appel de fonds 3e trimestre 2025', debit: 25_000, credit: null, balance: -25_000 },
];

const STATEMENT = {
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

const ROWS = NAMES.map((name, index) => ({
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

const PAGING = {
  from: 26,
  to: 50,
  total: 1_243,
  sizes: [25, 50, 100].map((size) => ({ size, href: `?taille=${size}`, current: size === 25 })),
  previousHref: '?avant=a',
  nextHref: '?apres=b',
};

const FORM_OPTIONS = {
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

const LIST = {
  rows: ROWS,
  paging: PAGING,
  steps: [{ label: 'Portefeuille', href: '/agence/syndic/portefeuille' }, { label: 'Copropriétaires' }],
  buildings: [{ value: 'I012', label: 'Résidence Gilbert' }],
  managers: [{ value: 'cm', label: 'Claire MARCHAL' }],
};

const RECORD = {
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

const SETTINGS = {
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

const MESSAGE = {
  greeting: 'Bonjour Pierre PROPRIETAIRE,',
  paragraphs: ['De nouveaux documents sont disponibles dans votre espace :'],
  items: [
    'Procès-verbal de l’assemblée du 12/06/2025 — Procès-verbaux d’assemblée — Résidence Gilbert',
    'Appel de fonds — Appels de fonds',
  ],
  action: { label: 'Consulter mes documents', href: 'https://saurupt.exemple.fr/extranet/coproprietaire/documents' },
  after: ['À bientôt,'],
};

const NOTICES: Chrome['notices'] = [
  { tone: 'success', text: 'Votre profil est enregistré.' },
  { tone: 'info', text: 'Recherche disponible à partir du 01/01/2023.' },
  {
    tone: 'warning',
    text: 'Renseignez votre email pour payer en ligne.',
    link: { label: 'Mon profil', href: '/extranet/profil' },
  },
  { tone: 'danger', text: 'L’envoi n’a pas abouti.' },
];

const WRONG_FORM: Chrome['form'] = {
  errors: {
    email: 'Indiquez une adresse email comme nom@exemple.fr.',
    notify: 'Choisissez quand vous voulez être prévenu.',
    consent: 'Cochez cette case pour continuer.',
    password: 'Le mot de passe doit compter au moins 12 caractères.',
    language: 'Choisissez une langue de la liste.',
  },
  values: { email: 'pierre@', phone: '06 12', ways: ['email'], language: '' },
};

const STATUSES = [400, 403, 404, 409, 429, 500, 503];

/** Every page of the gallery: together they draw every layout and every partial. */
export function galleryPages(): GalleryPage[] {
  const page = (name: string, view: string, model: object, frame: Chrome): GalleryPage => ({
    name,
    view: `gallery/${view}`,
    model,
    chrome: frame,
  });
  return [
    page(
      'resident-home',
      'resident-home',
      {
        balance: { cents: -6_563 },
        dueNote: 'Prochain appel de fonds le 1er janvier 2026',
        documents: DOCUMENTS.slice(0, 3),
        tiles: TILES,
      },
      chrome('resident', 'Accueil'),
    ),
    page(
      'resident-documents',
      'resident-documents',
      {
        documents: DOCUMENTS,
        paging: { from: 1, to: 8, nextHref: '?apres=c' },
        years: [{ value: 2025, label: '2025' }],
        steps: [{ label: 'Courriers', href: '/c' }, { label: 'Locataires', href: '/l' }, { label: 'Sinistre' }],
      },
      chrome('resident', 'Sinistre'),
    ),
    page('resident-statement', 'resident-statement', STATEMENT, chrome('resident', 'Mon compte')),
    page(
      'resident-empty',
      'resident-empty',
      {},
      chrome('resident', 'Mes demandes', {
        notices: NOTICES,
        banner: {
          text: 'Vous voyez l’espace de Pierre PROPRIETAIRE comme lui, en lecture seule.',
          leave: { action: '/quitter', label: 'Revenir à l’agence' },
        },
      }),
    ),
    page('resident-form', 'resident-form', FORM_OPTIONS, chrome('resident', 'Mon profil')),
    page('resident-form-wrong', 'resident-form', FORM_OPTIONS, chrome('resident', 'Mon profil', { form: WRONG_FORM })),
    page('staff-home', 'staff-home', { tiles: TILES }, chrome('staff', 'Syndic')),
    page('staff-list', 'staff-list', LIST, chrome('staff', 'Copropriétaires')),
    page(
      'staff-record',
      'staff-record',
      RECORD,
      chrome('staff', 'PROPRIETAIRE Pierre', { notices: NOTICES?.slice(0, 1) }),
    ),
    page(
      'staff-settings',
      'staff-settings',
      SETTINGS,
      chrome('staff', 'Paramètres', {
        form: {
          errors: { months: 'Indiquez un nombre entier de mois, de 1 à 600.' },
          values: { months: '-2', sign: 'debit', accounts: 'on', binder: 'q', legal: '' },
        },
      }),
    ),
    page(
      'staff-confirm',
      'confirm',
      { consequences: ['43 copropriétaires ne le verront plus.', 'Une nouvelle publication ne le fera pas revenir.'] },
      chrome('staff', 'Retirer ce document ?'),
    ),
    page('resident-confirm', 'confirm-plain', {}, chrome('resident', 'Publier maintenant ?')),
    page('sign-in', 'sign-in', {}, chrome('sign-in', 'Connexion')),
    page(
      'sign-in-wrong',
      'sign-in',
      {},
      chrome('sign-in', 'Connexion', {
        form: { errors: {}, values: { login: 'pierrep4821' }, summary: 'Identifiant ou mot de passe incorrect.' },
      }),
    ),
    page('first-access', 'first-access', {}, chrome('sign-in', 'Choisissez votre mot de passe', { locale: 'en' })),
    page('spaces', 'spaces', {}, chrome('sign-in', 'Quel espace ouvrir ?')),
    page('operator', 'operator', {}, chrome('operator', 'Agences et cabinets')),
    page(
      'paper',
      'paper',
      {
        ...STATEMENT,
        entries: Array.from({ length: 30 }, () => ENTRIES).flat(),
        lines: RECORD.lines,
        facts: [
          { term: 'Compte', text: '450PIERREP' },
          { term: 'Immeuble', text: 'Résidence Gilbert' },
        ],
      },
      chrome('paper', 'Relevé de compte'),
    ),
    page('email', 'email', MESSAGE, chrome('email', '2 nouveaux documents dans votre espace Agence Saurupt')),
    ...STATUSES.map((status) => ({
      name: `error-${status}`,
      view: `errors/${status}`,
      model: status === 429 ? { waitMinutes: 4 } : {},
      chrome: chrome(status === 403 ? 'staff' : status === 404 ? 'resident' : 'sign-in', `Erreur ${status}`),
    })),
    {
      name: 'error-429-later',
      view: 'errors/429',
      model: {},
      chrome: chrome('sign-in', 'Erreur 429', { locale: 'en' }),
    },
    {
      name: 'unknown-host',
      view: 'errors/unknown-host',
      model: {},
      chrome: chrome('plain', '404', { tenant: undefined }),
    },
  ];
}
