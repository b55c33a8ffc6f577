import type { Chrome } from '../../../src/platform/views/index.js';
import { chrome } from './chromes.js';
import { DOCUMENTS, ENTRIES, FORM_OPTIONS, LIST, MESSAGE, RECORD, SETTINGS, STATEMENT, TILES } from './models.js';

export interface GalleryPage {
  name: string;
  view: string;
  model: object;
  chrome: Chrome;
}

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
