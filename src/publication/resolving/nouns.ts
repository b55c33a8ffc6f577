import type { Target } from '../sections/index.js';

interface Noun {
  /** At the beginning of a sentence. */
  title: string;
  /** "immeuble I099 inconnu". */
  noun: string;
  unknown: string;
  /** "à cause de l’immeuble I099". */
  because: string;
}

/** How a French sentence of the report calls what a manifest names. */
export const NOUNS: Record<Target[0], Noun> = {
  staffMember: { title: 'Collaborateur', noun: 'collaborateur', unknown: 'inconnu', because: 'du collaborateur' },
  entity: { title: 'Entité', noun: 'entité', unknown: 'inconnue', because: 'de l’entité' },
  binder: { title: 'Classeur', noun: 'classeur', unknown: 'inconnu', because: 'du classeur' },
  party: { title: 'Tiers', noun: 'tiers', unknown: 'inconnu', because: 'du tiers' },
  building: { title: 'Immeuble', noun: 'immeuble', unknown: 'inconnu', because: 'de l’immeuble' },
  allocationKey: { title: 'Clé', noun: 'clé', unknown: 'inconnue', because: 'de la clé' },
  fiscalYear: { title: 'Exercice', noun: 'exercice', unknown: 'inconnu', because: 'de l’exercice' },
  lot: { title: 'Lot', noun: 'lot', unknown: 'inconnu', because: 'du lot' },
  supplier: { title: 'Fournisseur', noun: 'fournisseur', unknown: 'inconnu', because: 'du fournisseur' },
  account: { title: 'Compte', noun: 'compte', unknown: 'inconnu', because: 'du compte' },
  expense: { title: 'Dépense', noun: 'dépense', unknown: 'inconnue', because: 'de la dépense' },
  worksFund: { title: 'Fonds travaux', noun: 'fonds travaux', unknown: 'inconnu', because: 'du fonds travaux' },
  document: { title: 'Document', noun: 'document', unknown: 'inconnu', because: 'du document' },
  photo: { title: 'Photo', noun: 'photo', unknown: 'inconnue', because: 'de la photo' },
  line: { title: 'Métier', noun: 'métier', unknown: 'hors de la publication', because: 'du métier' },
};
