import { invalidAttribute, type Fault } from '../format/fault.js';
import { SECTION_SPECS, type SectionSpec } from '../format/sections.js';
import type { ManifestHeader, ManifestRow, Problem, Section } from '../manifest.types.js';
import type { Frame, LocatedFault } from './frame.js';
import { nameOf, refusal, repeated, warning, type Place } from './problems.js';
import { RefIndex } from './ref-index.js';

/** What the sink is to be told, in order. */
export type Finding =
  | { kind: 'header'; header: ManifestHeader }
  | { kind: 'row'; section: Section; row: ManifestRow }
  | { kind: 'set_aside'; section: Section; ref: string | null; problem: Problem }
  | { kind: 'warning'; problem: Problem };

/** The rows of one section: references once each, how many there are, what becomes of each. */
export class SectionRows {
  listed = 0;
  setAside = 0;
  private readonly spec: SectionSpec;
  private readonly refs = new Map<string, RefIndex>();
  private readonly taken = new Set<string>();
  private readonly lines: ManifestHeader['lines'] | null;

  constructor(
    readonly section: Section,
    header: ManifestHeader,
    private readonly tell: (finding: Finding) => void,
  ) {
    this.spec = SECTION_SPECS[section];
    this.lines = header.scope.find((item) => item.section === section)?.lines ?? null;
  }

  isRow({ spec }: Frame): boolean {
    return spec === this.spec.element;
  }

  /** Refuses a reference met twice: in the file for a row, in the file or under its parent for a child. */
  checkUnique(frame: Frame, parent: Frame | null): void {
    const isRow = this.isRow(frame);
    const unique = isRow ? 'file' : frame.child?.unique;
    const ref = isRow ? this.spec.refOf(frame.value) : frame.value.ref;
    if (!unique || typeof ref !== 'string') return;
    const { line } = frame;
    const former =
      unique === 'parent' && parent ? noteUnder(parent, ref, line) : this.index(frame.spec.name).add(ref, line);
    if (former !== 0) throw repeated(this.section, ref, former, line);
  }

  finish(frame: Frame): void {
    this.listed += 1;
    const ref = this.spec.refOf(frame.value);
    const standing = this.spec.despiteFaults(frame.value);
    if (standing) this.deliver(standing);
    else if (frame.fault) this.leaveOut(frame, ref, frame.fault);
    else this.settle(frame, ref);
  }

  private settle(frame: Frame, ref: string | null): void {
    const around = { position: this.listed, lines: this.lines, taken: this.taken };
    const { row, fault, warning: found } = this.spec.settle(frame.value, around);
    const place = { line: frame.line, column: null };
    if (fault) return this.leaveOut(frame, ref, { ...fault, place, within: '' });
    for (const { name, raw, place: where } of frame.dropped ?? []) {
      this.warn(frame, ref, where, {
        code: 'WRN-01',
        message: `${invalidAttribute(name, raw).slice(0, -1)}, laissé de côté.`,
      });
    }
    if (found) this.warn(frame, ref, place, found);
    if (row) this.deliver(row);
  }

  private deliver(row: ManifestRow): void {
    this.tell({ kind: 'row', section: this.section, row });
  }

  private warn({ spec }: Frame, ref: string | null, place: Place, { code, message }: Fault): void {
    const { section } = this;
    this.tell({
      kind: 'warning',
      problem: warning(code, place, `${nameOf(spec.noun, ref)} : ${message}`, { section, ref }),
    });
  }

  private leaveOut({ spec }: Frame, ref: string | null, { code, message, place, within }: LocatedFault): void {
    const { section } = this;
    const sentence = `${nameOf(spec.noun, ref)}${within} : ${message}`;
    if (this.spec.faultRefuses) throw refusal('MAN-06', place, sentence, { section, ref });
    this.setAside += 1;
    this.tell({
      kind: 'set_aside',
      section,
      ref,
      problem: { severity: 'set_aside', code, section, ref, ...place, message: sentence },
    });
  }

  private index(name: string): RefIndex {
    const known = this.refs.get(name);
    if (known) return known;
    const index = new RefIndex();
    this.refs.set(name, index);
    return index;
  }
}

function noteUnder(parent: Frame, ref: string, line: number): number {
  const refs = (parent.refs ??= new Map());
  const former = refs.get(ref);
  if (former === undefined) refs.set(ref, line);
  return former ?? 0;
}
