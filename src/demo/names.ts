import type { Random } from './random.js';

const WOMEN =
  'Anne Sophie Claire Isabelle Nathalie Sandrine Céline Émilie Julie Camille Léa Manon Chloé Inès Sarah Fatima Nadia Monique Françoise Martine Sylvie Catherine Brigitte Hélène Odile Mathilde Pauline Lucie Élodie Aurélie'.split(
    ' ',
  );
const MEN =
  'Pierre Jean Michel Philippe Alain Bernard Patrick Laurent Nicolas Julien Thomas Antoine Hugo Louis Gabriel Karim Mehdi Paul Jacques François Olivier Christophe Stéphane Vincent Damien Romain Maxime Quentin Bastien Rémi'.split(
    ' ',
  );
/** Family names common in Lorraine, and those that came later. */
const FAMILIES =
  'Martin Thomas Henry Laurent Simon Marchal Noël Mangin Humbert Gérard Lallemand Didier Colin Vautrin Claude Aubry Collignon Husson Noirel Perrin Thiébaut Mougin Petitjean Grandjean Vaucourt Barthélemy Poirson Receveur Toussaint Vigneron Blaise Cuny Ferry Georgel Idoux Jacquot Lemoine Malgras Oudin Parisot Richard Schmitt Weber Muller Kowalski Nowak Rossi Ferrari Da_Silva Benali Haddad Diallo Nguyen Lopez Garcia'
    .split(' ')
    .map((name) => name.replace('_', ' '));

export interface Person {
  civility: 'M.' | 'Mme';
  firstName: string;
  /** As agencies write it: in capitals. */
  lastName: string;
}

export function person(random: Random): Person {
  const isWoman = random.chance(0.5);
  return {
    civility: isWoman ? 'Mme' : 'M.',
    firstName: random.pick(isWoman ? WOMEN : MEN),
    lastName: random.pick(FAMILIES).toLocaleUpperCase('fr'),
  };
}

/** Letters and digits only, without accents: what account numbers and addresses are made of. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/[^A-Za-z0-9]/g, '');

/** "450MARTINA": class of the account, name and initial, as property software makes them; 20 characters at most. */
export const accountNumber = (prefix: string, lastName: string, firstName: string): string =>
  `${prefix}${plain(lastName).toUpperCase().slice(0, 12)}${plain(firstName).toUpperCase().slice(0, 1)}`;

export const emailOf = ({ firstName, lastName }: Person): string =>
  `${plain(firstName).toLowerCase()}.${plain(lastName).toLowerCase()}@example.org`;

/** A French mobile number of the block kept for fiction (06 39 98 xx xx). */
export const fictionalMobile = (random: Random): string => `+3363998${String(random.int(0, 9999)).padStart(4, '0')}`;
/** A landline of the block kept for fiction in the east (03 53 01 xx xx). */
export const fictionalLandline = (random: Random): string => `+3335301${String(random.int(0, 9999)).padStart(4, '0')}`;
