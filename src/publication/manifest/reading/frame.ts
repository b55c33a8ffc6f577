import type { BoundAttribute, BoundChild, ElementSpec, Value } from '../format/element.js';
import { invalidAttribute, missingAttribute, type Fault } from '../format/fault.js';
import { nameOf, type Place } from './problems.js';

/** A fault, its place in the file and the child it comes from: ", écriture 2". */
export interface LocatedFault extends Fault {
  readonly place: Place;
  readonly within: string;
}

/** An element being read. */
export interface Frame {
  readonly spec: ElementSpec;
  /** What it is to its parent; null for the root. */
  readonly child: BoundChild | null;
  readonly line: number;
  readonly value: Value;
  /** Bits of the attributes seen. */
  seen: number;
  /** The first thing wrong with it. */
  fault: LocatedFault | null;
  unknown: { name: string; place: Place }[] | null;
  /** Attributes dropped with a warning. */
  dropped: { name: string; raw: string; place: Place }[] | null;
  /** Occurrences of each child element. */
  counts: Map<BoundChild, number> | null;
  /** Lines of the references that must be unique among the children. */
  refs: Map<string, number> | null;
}

export const newFrame = (spec: ElementSpec, child: BoundChild | null, line: number): Frame => ({
  spec,
  child,
  line,
  value: spec.fresh(line),
  seen: 0,
  fault: null,
  unknown: null,
  dropped: null,
  counts: null,
  refs: null,
});

const blame = (frame: Frame, fault: Fault, place: Place): void => {
  frame.fault ??= { ...fault, place, within: '' };
};

export function takeAttribute(frame: Frame, attribute: BoundAttribute, raw: string, place: () => Place): void {
  frame.seen |= attribute.bit;
  const parsed = attribute.type.parse(raw);
  if (parsed !== undefined) frame.value[attribute.property] = parsed;
  else if (attribute.soft) (frame.dropped ??= []).push({ name: attribute.name, raw, place: place() });
  else
    blame(frame, { code: 'ROW-02', message: invalidAttribute(attribute.name, attribute.secret ? '…' : raw) }, place());
}

export function checkRequired(frame: Frame, place: () => Place): void {
  const missing = frame.spec.requiredBits & ~frame.seen;
  if (missing === 0) return;
  const first = frame.spec.attributes.values().find(({ bit }) => (bit & missing) !== 0);
  blame(frame, { code: 'ROW-02', message: missingAttribute(first?.name ?? '') }, place());
}

/** Last step of an element without fault: equal children once, then what its parts must hold together. */
export function settleElement(frame: Frame): void {
  if (frame.fault !== null) return;
  for (const { unordered, property } of frame.spec.children.values()) {
    if (unordered) frame.value[property] = once(frame.value[property] as unknown[]);
  }
  const fault = frame.spec.check(frame.value as never);
  if (fault) blame(frame, fault, { line: frame.line, column: null });
}

function once(items: unknown[]): unknown[] {
  return items.length < 2 ? items : [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** Puts a finished child in its parent, or its fault and what was dropped of it. */
export function attach({ child, spec, value, fault, dropped }: Frame, parent: Frame): void {
  if (dropped) (parent.dropped ??= []).push(...dropped);
  if (fault) {
    const label = typeof value.ref === 'string' ? nameOf(spec.noun, value.ref) : spec.noun;
    parent.fault ??= { ...fault, within: `, ${label}${fault.within}` };
  } else if (child) {
    const held = child.read(value as never);
    if (child.many) (parent.value[child.property] as unknown[]).push(held);
    else parent.value[child.property] = held;
  }
}
