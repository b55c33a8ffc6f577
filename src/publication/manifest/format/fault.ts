import type { ProblemCode } from '../manifest.types.js';

/** Why a row cannot be taken as it is; the sentence follows "Compte 450PIERREP : ". */
export interface Fault {
  readonly code: ProblemCode;
  readonly message: string;
}

const VALUE_MAX_LENGTH = 40;

/** A value as it may be repeated in a sentence: 40 characters at most. */
export const cut = (value: string): string => {
  const characters = [...value.slice(0, VALUE_MAX_LENGTH * 2 + 2)];
  return characters.length > VALUE_MAX_LENGTH ? `${characters.slice(0, VALUE_MAX_LENGTH - 1).join('')}…` : value;
};

export const invalidRow = (message: string): Fault => ({ code: 'ROW-02', message });
export const impossibleRow = (message: string): Fault => ({ code: 'ROW-04', message });

export const missingAttribute = (name: string): string => `attribut « ${name} » manquant.`;
export const invalidAttribute = (name: string, value: string): string =>
  `valeur « ${cut(value)} » invalide pour « ${name} ».`;

/** "1 234,56": cents as a French reader writes them. */
export function euros(cents: number): string {
  const [units, decimals] = (Math.abs(cents) / 100).toFixed(2).split('.') as [string, string];
  return `${cents < 0 ? '-' : ''}${grouped(units)},${decimals}`;
}

/** "4 812". */
export const grouped = (count: number | string): string => String(count).replace(/\B(?=(\d{3})+$)/g, ' ');
