import type { Lexical } from '../lexical.js';

/** An attribute as the table of the specification gives it. */
export interface Attribute<T> {
  readonly type: Lexical<NonNullable<T>>;
  readonly required: boolean;
  /** The value when the attribute is absent. */
  readonly fallback: T | null;
  /** A bad value is dropped with a warning instead of costing the row. */
  readonly soft: boolean;
  /** Its value is never repeated in a sentence. */
  readonly secret?: boolean;
  /** The attribute's name where it is not the property's. */
  readonly named?: string;
}

export const required = <T extends NonNullable<unknown>>(type: Lexical<T>): Attribute<T> => ({
  type: type as Lexical<NonNullable<T>>,
  required: true,
  fallback: null,
  soft: false,
});

export function optional<T extends NonNullable<unknown>>(type: Lexical<T>): Attribute<T | null>;
export function optional<T extends NonNullable<unknown>>(type: Lexical<T>, fallback: T): Attribute<T>;
export function optional<T extends NonNullable<unknown>>(
  type: Lexical<T>,
  fallback: T | null = null,
): Attribute<T | null> {
  return { type: type as Lexical<NonNullable<T>>, required: false, fallback, soft: false };
}

export const soft = <T extends NonNullable<unknown>>(type: Lexical<T>): Attribute<T | null> => ({
  ...optional(type),
  soft: true,
});

export const named = <T>(name: string, attribute: Attribute<T>): Attribute<T> => ({ ...attribute, named: name });

export const secret = <T>(attribute: Attribute<T>): Attribute<T> => ({ ...attribute, secret: true });
