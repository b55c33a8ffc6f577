import { formatDay, type Locale } from '../../platform/i18n/index.js';
import type { MessageKind } from '../../platform/mail/index.js';

type Values = Record<string, unknown>;

/** Variables that have a natural form in a text, hence may stand in a wording. */
export function usableVariables(example: Values): string[] {
  return Object.keys(example).filter((name) => natural(example[name]));
}

/** Far enough that no shipped text holds them by itself. */
const dayOf = (index: number) => `2971-05-${String(index + 10)}`;
const numberOf = (index: number) => 7_654_300 + index;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The same message, whose values are the places they take: what it then writes is a wording to begin from. */
export function withPlaces<V>(kind: MessageKind<V>): MessageKind<V> {
  const places = Object.entries(kind.example as Values).map(([name, value], index) => [name, place(name, value, index)]);
  return { ...kind, example: Object.fromEntries(places) as V };
}

/** What a message with places wrote, as a wording. @returns null when something of it could not be told apart */
export function draftOf(written: string, example: Values, locale: Locale): string | null {
  const text = Object.entries(example).reduce((draft, [name, value], index) => replaced(draft, name, value, index, locale), written);
  const lost = /2971|7\D?654\D?3\d\d/.test(text) || Object.values(example).some((value) => !natural(value) || value instanceof Date);
  return lost ? null : text.replace(/^- (\{\w+\})$/gm, '$1').trim();
}

/** The body of an email without its subject above and its foot below. */
export function withoutFrame(text: string, subject: string): string {
  const end = text.lastIndexOf('\n--\n');
  return text.slice(text.startsWith(subject) ? subject.length : 0, end < 0 ? undefined : end).trim();
}

function natural(value: unknown): boolean {
  const isTexts = Array.isArray(value) && value.every((one) => typeof one === 'string');
  return typeof value === 'string' || typeof value === 'number' || value instanceof Date || isTexts;
}

function place(name: string, value: unknown, index: number): unknown {
  if (typeof value === 'string') return DAY.test(value) ? dayOf(index) : `{${name}}`;
  if (typeof value === 'number') return numberOf(index);
  return Array.isArray(value) && natural(value) ? [`{${name}}`] : value;
}

function replaced(text: string, name: string, value: unknown, index: number, locale: Locale): string {
  if (typeof value === 'string' && DAY.test(value)) {
    const day = dayOf(index);
    return text.replaceAll(formatDay(day, locale), `{${name}}`).replaceAll(formatDay(day, locale, 'long'), `{${name}}`);
  }
  if (typeof value !== 'number') return text;
  return text.replace(new RegExp(`7\\D?654\\D?${numberOf(index) % 1_000}`, 'g'), `{${name}}`);
}
