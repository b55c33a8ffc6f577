import { type Chrome, type LayoutName, type MenuSection, tenantChrome } from '../../../src/platform/views/index.js';

const SAURUPT = tenantChrome({
  name: 'Agence Saurupt',
  domain: 'saurupt',
  colour: '#1d6f5c',
  phone: '03 83 00 00 00',
  legalNoticeHref: '/extranet/mentions-legales',
});

/** Wider than high, and holding the name, as most logos do. */
const LOGO = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="280" height="80"><rect width="80" height="80" rx="12" fill="#1d6f5c"/><text x="96" y="54" font-size="40" font-family="serif" fill="#1d6f5c">Saurupt</text></svg>')}`;
const WITH_LOGO = { ...SAURUPT, name: 'Saurupt Immobilier et Administration de biens', logoUrl: LOGO };

const RESIDENT_MENU: MenuSection[] = [
  {
    entries: [
      { label: 'Accueil', href: '/extranet/coproprietaire', icon: 'home' },
      { label: 'Mes documents', href: '/documents', icon: 'folder', current: true, badge: 3 },
      { label: 'Mon compte', href: '/compte', icon: 'receipt-euro' },
      { label: 'Fonds travaux', href: '/fonds-travaux', icon: 'pig-money' },
      { label: 'Dépenses', href: '/depenses', icon: 'list-details' },
      { label: 'Mes photos', href: '/photos', icon: 'photo' },
      { label: 'Mes informations', href: '/informations', icon: 'speakerphone', badge: 1 },
      { label: 'Mes demandes', href: '/demandes', icon: 'message-2' },
      { label: 'Mes biens', href: '/biens', icon: 'building' },
      { label: 'Nos partenaires', href: '/partenaires', icon: 'users-group' },
      { label: 'Contacts', href: '/contacts', icon: 'phone' },
    ],
  },
];

const STAFF_MENU: MenuSection[] = [
  {
    title: 'Agence',
    entries: [
      { label: 'Accueil', href: '/agence/syndic', icon: 'home' },
      { label: 'Portefeuille', href: '/agence/syndic/portefeuille', icon: 'building-community', current: true },
      { label: 'Documents', href: '/agence/syndic/documents', icon: 'folder' },
      { label: 'Photos', href: '/agence/syndic/photos', icon: 'photo' },
      { label: 'Identités', href: '/agence/syndic/identites', icon: 'users' },
      { label: 'J’informe', href: '/agence/syndic/j-informe', icon: 'speakerphone' },
      { label: 'Demandes', href: '/agence/syndic/demandes', icon: 'message-2', badge: 7 },
      { label: 'Organiseur', href: '/agence/syndic/organiseur', icon: 'checklist' },
    ],
  },
  {
    title: 'Gestion',
    entries: [
      { label: 'Publications', href: '/gestion/publications', icon: 'cloud-upload', badge: 1 },
      { label: 'Comptes', href: '/gestion/syndic/comptes', icon: 'receipt-euro' },
      { label: 'Événements', href: '/gestion/evenements', icon: 'mail-forward' },
      { label: 'Administration', href: '/gestion/administration', icon: 'settings' },
    ],
  },
];

/** The frame of a page of the gallery; everything a layout can show is in it. */
export function chrome(layout: LayoutName, title: string, changes: Partial<Chrome> = {}): Chrome {
  const common: Chrome = {
    layout,
    title,
    locale: 'fr',
    timeZone: 'Europe/Paris',
    requestId: '01JCRQ8Z5T',
    path: '/extranet/coproprietaire',
    tenant: SAURUPT,
    csrfToken: 'a-token',
    languageAction: '/langue',
    ...SHELLS[layout],
  };
  return { ...common, ...changes };
}

const SHELLS: Partial<Record<LayoutName, Partial<Chrome>>> = {
  resident: {
    homeHref: '/extranet/coproprietaire',
    viewer: {
      name: 'Pierre PROPRIETAIRE',
      role: 'Membre du conseil syndical',
      signOutAction: '/deconnexion',
      profileHref: '/extranet/profil',
    },
    navigation: RESIDENT_MENU,
    spaceSwitch: [
      { label: 'Mon espace copropriétaire', href: '/extranet/coproprietaire', current: true },
      { label: 'Mon espace propriétaire', href: '/extranet/proprietaire' },
    ],
    publishedAt: new Date('2025-11-14T19:09:00Z'),
    helpHref: '/extranet/aide',
  },
  staff: {
    tenant: WITH_LOGO,
    homeHref: '/agence/syndic',
    viewer: { name: 'Claire MARCHAL', role: 'Gestionnaire', signOutAction: '/deconnexion', profileHref: '/mon-profil' },
    navigation: STAFF_MENU,
    lineSwitch: [
      { label: 'Gérance', href: '/agence/gerance' },
      { label: 'Syndic', href: '/agence/syndic', current: true },
    ],
    search: { action: '/agence/syndic/identites', label: 'Chercher un nom, un compte, un immeuble' },
    helpHref: '/agence/aide',
    publishedAt: new Date('2025-11-14T19:09:00Z'),
  },
  operator: {
    tenant: undefined,
    viewer: { name: 'Hébergeur', signOutAction: '/deconnexion' },
    navigation: [
      {
        entries: [
          { label: 'Agences', href: '/', icon: 'building-community', current: true },
          { label: 'Messages', href: '/messages', icon: 'mail' },
          { label: 'Tâches', href: '/taches', icon: 'checklist' },
        ],
      },
    ],
  },
  email: { footLinks: [{ label: 'Ne plus recevoir ces messages', href: 'https://saurupt.exemple.fr/d/abc' }] },
};
