import { copyText, NULL, type Value } from './copy-text.js';
import type { HidingSettings } from '../domain/account-visibility.js';
import type { StatementSettings } from '../domain/published-statement.js';
import type { Element } from '../domain/row-id.js';
import type { BusinessLine } from '../manifest/manifest.types.js';

export type { Value } from './copy-text.js';
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
  /** @param id the row's, for its children */
  read(row: R, refs: Refs, id: string): Reading;
}

/** A row of the manifest as lines of COPY, without what is only known of the row itself (its identifier, its line…). */
export interface Reading {
  /** Listed, but not to be published: by a setting, or by its own words. */
  leftOut: boolean;
  /** What it names, as the array of texts that the staging tables keep for the sentences of the report. */
  refs: string;
  /** Its columns. */
  text: string;
  /** For each child table, in the order of the plan: its lines, each with its end; empty when there are none. */
  children: string[];
}

export type Columns<R> = Record<string, (row: R, refs: Refs, index: number) => Value>;
export type References<R> = Record<string, (row: R, refs: Refs) => Target | null>;

export interface Child<P> {
  plan: ChildPlan;
  lines(parent: P, refs: Refs, parentId: string): string;
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
    lines: (row, refs, parentId) => {
      const items = of(row);
      const lines = items.map(
        (item, index) => `${parentId}\t${reader.refs(item, refs)}\t${reader.text(item, refs, index)}\n`,
      );
      return lines.join('');
    },
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
    read: (row, refs, id) => {
      const prepared = prepare(row, refs);
      return {
        leftOut: leftOut(prepared, refs),
        refs: reader.refs(prepared, refs),
        text: reader.text(prepared, refs, 0),
        children: children.map(({ lines }) => lines(prepared, refs, id)),
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
  const parts: string[] = [];
  const text = (row: R, refs: Refs, index: number): string => {
    let at = 0;
    for (const targetOf of targetsOf) {
      const target = targetOf(row, refs);
      parts[at++] = target === null ? NULL : refs.id(target);
    }
    for (const valueOf of valuesOf) parts[at++] = copyText(valueOf(row, refs, index));
    return parts.join('\t');
  };
  const named = (row: R, refs: Refs): string =>
    targetsOf.length === 0 ? NULL : copyText(targetsOf.map((targetOf) => targetOf(row, refs)?.join(' ') ?? ''));
  return { plan, text, refs: named };
}
