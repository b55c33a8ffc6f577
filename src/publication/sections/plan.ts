import type { HidingSettings } from '../domain/account-visibility.js';
import type { StatementSettings } from '../domain/published-statement.js';
import type { Element } from '../domain/row-id.js';
import type { BusinessLine } from '../manifest/manifest.types.js';

export type Value = string | number | boolean | null | readonly string[];
/** What a reference of the manifest names. */
export type Target = readonly [element: Element | 'line', ref: string];

export interface SendingSettings extends StatementSettings, HidingSettings {
  omitBankDetails: boolean;
  sendExpenses: boolean;
  send102Funds: boolean;
}

/** What turns the references of a manifest into identifiers, for one source and one run. */
export interface Refs {
  readonly settings: SendingSettings;
  id(target: Target): string;
  lineOfBuilding(ref: string): BusinessLine | null;
  lineOfBinder(ref: string): BusinessLine | null;
}

/** Values in the order of the table's columns; the targets are those of its first columns, its references. */
export interface TableRow {
  targets: readonly (Target | null)[];
  values: readonly Value[];
}

export interface TablePlan {
  table: string;
  /** References first. */
  columns: readonly string[];
  references: readonly string[];
}

/**
 * How the rows of a child table follow their parent: replaced with it; kept and marked `listed = false`, because other
 * rows name them; or only staged, to check what they name.
 */
export type Upkeep = 'replace' | 'mark' | 'check';

export interface ChildPlan extends TablePlan {
  /** Column that holds the parent's identifier. */
  parent: string;
  upkeep: Upkeep;
  /** A parent keeps those of its children whose references resolve, and is set aside when none does (PUB-50). */
  partial: boolean;
  /** Not staged for a parent that is published with the same content. */
  skippable: boolean;
}

/** One section of the manifest and the table it fills. */
export interface SectionPlan<R = never> extends TablePlan {
  element: Element;
  children: readonly ChildPlan[];
  /** SQL of what the report calls a published row `t`. */
  label: string;
  hasLine: boolean;
  read(row: R, refs: Refs): Reading;
}

export interface Reading {
  /** Listed, but not to be published: by a setting, or by its own words. */
  leftOut: boolean;
  own: TableRow;
  /** For each child table, in the order of the plan. */
  children: TableRow[][];
}

export type Columns<R> = Record<string, (row: R, refs: Refs, index: number) => Value>;
export type References<R> = Record<string, (row: R, refs: Refs) => Target | null>;

export interface Child<P> {
  plan: ChildPlan;
  rows(parent: P, refs: Refs): TableRow[];
}

interface ChildDefinition<P, C> extends Partial<Pick<ChildPlan, 'upkeep' | 'partial' | 'skippable'>> {
  table: string;
  parent: string;
  of: (parent: P) => readonly C[];
  references?: References<C>;
  columns?: Columns<C>;
}

export function child<P, C>(definition: ChildDefinition<P, C>): Child<P> {
  const { table, parent, of, upkeep = 'replace', partial = false, skippable = false } = definition;
  const reader = tableReader(table, definition.references ?? {}, definition.columns ?? {});
  return {
    plan: { ...reader.plan, parent, upkeep, partial, skippable },
    rows: (row, refs) => of(row).map((item, index) => reader.read(item, refs, index)),
  };
}

interface SectionDefinition<M, R> {
  table: string;
  element: Element;
  label: string;
  references?: References<R>;
  columns: Columns<R>;
  children?: readonly Child<R>[];
  leftOut?: (row: R, refs: Refs) => boolean;
  /** What the columns are read from, made once of the manifest's row. */
  prepare: (row: M, refs: Refs) => R;
}

export function section<M, R>(definition: SectionDefinition<M, R>): SectionPlan<M> {
  const { table, element, label, columns, children = [], leftOut = () => false, prepare } = definition;
  const reader = tableReader(table, definition.references ?? {}, columns);
  return {
    ...reader.plan,
    element,
    label,
    children: children.map(({ plan }) => plan),
    hasLine: 'line' in columns,
    read: (row, refs) => {
      const prepared = prepare(row, refs);
      return {
        leftOut: leftOut(prepared, refs),
        own: reader.read(prepared, refs, 0),
        children: children.map(({ rows }) => rows(prepared, refs)),
      };
    },
  };
}

export const asIs = <R>(row: R): R => row;

function tableReader<R>(table: string, references: References<R>, columns: Columns<R>) {
  const targetsOf = Object.values(references);
  const valuesOf = Object.values(columns);
  const plan: TablePlan = {
    table,
    references: Object.keys(references),
    columns: [...Object.keys(references), ...Object.keys(columns)],
  };
  const read = (row: R, refs: Refs, index: number): TableRow => {
    const targets = targetsOf.map((target) => target(row, refs));
    const values: Value[] = targets.map((target) => (target === null ? null : refs.id(target)));
    for (const value of valuesOf) values.push(value(row, refs, index));
    return { targets, values };
  };
  return { plan, read };
}
