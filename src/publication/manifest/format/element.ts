import type { Lexical } from '../lexical.js';
import type { Attribute } from './attribute.js';
import type { Fault } from './fault.js';

/** A child element as its parent's table gives it. */
export interface Child {
  readonly element: ElementSpec;
  readonly many: boolean;
  readonly max: number;
  /** Where `ref` must be unique: in the whole file, or among the children of one parent. */
  readonly unique: 'file' | 'parent' | null;
  /** The order of the children says nothing, and equal ones are kept once. */
  readonly unordered: boolean;
  /** What the parent holds, from what the element says, and back. */
  readonly read: (value: never) => unknown;
  readonly write: (value: never) => unknown;
}

const asIs = (value: unknown): unknown => value;
const plain = { unique: null, unordered: false, read: asIs, write: asIs } as const;

export const one = (spec: ElementSpec): Child => ({ ...plain, element: spec, many: false, max: 1 });
export const many = (
  spec: ElementSpec,
  max: number,
  options: Partial<Pick<Child, 'unique' | 'unordered' | 'read' | 'write'>> = {},
): Child => ({ ...plain, ...options, element: spec, many: true, max });

export interface BoundAttribute {
  readonly name: string;
  readonly property: string;
  readonly type: Lexical<unknown>;
  readonly required: boolean;
  readonly soft: boolean;
  readonly secret?: boolean;
  readonly fallback: unknown;
  readonly bit: number;
}
export interface BoundChild extends Child {
  readonly property: string;
}

export type Value = Record<string, unknown>;

export interface ElementSpec {
  readonly name: string;
  /** How a French sentence calls it. */
  readonly noun: string;
  readonly attributes: ReadonlyMap<string, BoundAttribute>;
  readonly ignored: ReadonlySet<string>;
  readonly requiredBits: number;
  readonly children: ReadonlyMap<string, BoundChild>;
  /** A value with every attribute at its default and lists empty; a row's holds its line too. */
  readonly fresh: (line: number) => Value;
  readonly check: (value: never) => Fault | undefined;
}

type Scalar = string | number | boolean | Date | readonly string[];
type ChildKeys<T> = { [K in keyof T]-?: NonNullable<T[K]> extends Scalar ? never : K }[keyof T];
type AttributeKeys<T> = Exclude<keyof T, ChildKeys<T> | 'line'>;

interface Definition<T> {
  noun: string;
  attributes: { [K in AttributeKeys<T>]: Attribute<T[K]> };
  children?: { [K in ChildKeys<T>]: Child };
  /** Attributes of older senders, accepted and not read. */
  ignored?: readonly string[];
  /** What two attributes or the children together must hold. */
  check?: (value: T) => Fault | undefined;
}

/** Declares an element: its table is checked against the interface of its values. */
export const element = <T extends object>(name: string, definition: Definition<T>): ElementSpec =>
  bind(name, definition as unknown as Definition<Value>, {});

/** The same for a row of a section, which knows its line. */
export const row = <T extends object>(name: string, definition: Definition<T>): ElementSpec =>
  bind(name, definition as unknown as Definition<Value>, { line: 0 });

function bind(name: string, definition: Definition<Value>, base: Value): ElementSpec {
  const attributes = Object.entries<Attribute<unknown>>(definition.attributes).map(
    ([property, { named, ...attribute }], index): BoundAttribute => ({
      ...attribute,
      name: named ?? property,
      property,
      bit: 1 << index,
    }),
  );
  const children = Object.entries<Child>(definition.children ?? {}).map(([property, child]): BoundChild => ({
    ...child,
    property,
  }));
  return {
    name,
    noun: definition.noun,
    attributes: new Map(attributes.map((attribute) => [attribute.name, attribute])),
    ignored: new Set(definition.ignored),
    requiredBits: attributes.reduce((bits, attribute) => (attribute.required ? bits | attribute.bit : bits), 0),
    children: new Map(children.map((child) => [child.element.name, child])),
    fresh: freshFrom(base, attributes, children),
    check: definition.check ?? (() => undefined),
  };
}

function freshFrom(base: Value, attributes: readonly BoundAttribute[], children: readonly BoundChild[]) {
  const template: Value = { ...base };
  for (const { property, fallback } of attributes) template[property] = fallback;
  for (const { property } of children) template[property] = null;
  const lists = children.filter((child) => child.many).map(({ property }) => property);
  const listAttributes = attributes.filter(({ fallback }) => Array.isArray(fallback)).map(({ property }) => property);
  const fresh = [...lists, ...listAttributes];
  return (line: number): Value => {
    const value = { ...template };
    if ('line' in value) value.line = line;
    for (const property of fresh) value[property] = [];
    return value;
  };
}
