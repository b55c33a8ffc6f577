import { createHash } from 'node:crypto';
import { type FieldError, InvalidInput } from '../../../platform/errors/index.js';

/** What a box or a field holds; null for an empty one. */
export type SettingValue = boolean | number | string | null;
export type SettingValues = Record<string, SettingValue>;

/** What a form was drawn with, to be sent back with it. */
export function seenOf(values: SettingValues): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(values).sort()))
    .digest('base64url')
    .slice(0, 22);
}

export interface Saving {
  current: SettingValues;
  typed: SettingValues;
  /** `seenOf` the values the form was drawn with. */
  seen: string;
  /** Who saved last, as far as is known. */
  last: { who: string | null; when: Date | null };
}

/**
 * Someone saved other values while this form was open: it comes back with his beside what was typed, and sent again it replaces them.
 * @throws InvalidInput
 */
export function refuseIfChanged({ current, typed, seen, last }: Saving): void {
  const differing = Object.keys(current).filter((name) => current[name] !== typed[name]);
  if (seenOf(current) === seen || differing.length === 0) return;
  const who = last.who ?? '?';
  throw new InvalidInput([
    { field: '', sentence: 'publication-settings:meanwhile.summary', values: { who } },
    ...differing.map((field) => hisValue(field, current[field] ?? null, who)),
  ]);
}

function hisValue(field: string, value: SettingValue, who: string): FieldError {
  if (typeof value === 'boolean') {
    return { field, sentence: `publication-settings:meanwhile.${value ? 'ticked' : 'unticked'}`, values: { who } };
  }
  if (value === null) return { field, sentence: 'publication-settings:meanwhile.emptied', values: { who } };
  return { field, sentence: 'publication-settings:meanwhile.wrote', values: { who, value } };
}

export interface SettingChange {
  old: SettingValues;
  new: SettingValues;
}

/** The values that differ, for the register; null when none does. */
export function changeOf(current: SettingValues, typed: SettingValues): SettingChange | null {
  const names = Object.keys(typed).filter((name) => current[name] !== typed[name]);
  if (names.length === 0) return null;
  const pick = (values: SettingValues) => Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
  return { old: pick(current), new: pick(typed) };
}
