import { publication, scope, totals, type Publication, type ScopeItem, type Totals } from '../format/envelope.js';
import type { BoundChild, ElementSpec } from '../format/element.js';
import { cut, grouped } from '../format/fault.js';
import { SECTIONS, type ProblemCode, type SectionCounts } from '../manifest.types.js';
import { Envelope } from './envelope.js';
import { attach, checkRequired, newFrame, settleElement, takeAttribute, type Frame } from './frame.js';
import { MAX_DEPTH } from './limits.js';
import { refusal, type Place } from './problems.js';
import { SectionRows, type Finding } from './rows.js';
import { UnknownNames } from './unknown-names.js';
import type { Tag, XmlAttribute, XmlHandlers } from './xml.js';

/** Builds values from elements by the tables of the format; tells its findings in file order, throws refusals. */
export class ElementReader implements XmlHandlers {
  readonly listed: SectionCounts = {};
  readonly setAside: SectionCounts = {};
  entries = 0;
  /** True once `</publication>` is read. */
  complete = false;
  /** Characters read since an element began or ended, to within one piece. */
  charactersSinceTag = 0;
  readonly envelope = new Envelope();
  private readonly unknown: UnknownNames;
  private readonly frames: Frame[] = [];
  private top: Frame | null = null;
  private rows: SectionRows | null = null;
  /** "m:" when the root is written with a prefix. */
  private prefix = '';

  constructor(
    private readonly here: () => Place,
    private readonly tell: (finding: Finding) => void,
  ) {
    this.unknown = new UnknownNames((problem) => tell({ kind: 'warning', problem }));
  }

  openStart({ name }: Tag): void {
    this.charactersSinceTag = 0;
    const depth = this.frames.length + this.unknown.skippedDepth;
    if (depth >= MAX_DEPTH) throw this.refusal('MAN-12', `plus de ${MAX_DEPTH} niveaux d’éléments.`);
    if (this.unknown.swallowStart()) return;
    const parent = this.top;
    if (parent === null) {
      this.prefix = name.slice(0, name.indexOf(':') + 1);
      this.push(publication, null);
      return;
    }
    const child = parent.spec.children.get(this.localName(name));
    if (child === undefined) return this.unknown.skipElement(name, parent.spec.name, this.here());
    if (parent.spec === publication) this.envelope.enter(child.element.name, this.here());
    this.count(parent, child);
    this.push(child.element, child);
  }

  attribute({ name, value }: XmlAttribute): void {
    const { top } = this;
    if (top === null || this.unknown.skippedDepth > 0) return;
    const attribute = top.spec.attributes.get(name);
    if (attribute !== undefined) takeAttribute(top, attribute, value, this.here);
    else if (name === 'xmlns') this.envelope.checkNamespace(value, this.here());
    else if (!name.startsWith('xmlns:') && !top.spec.ignored.has(name)) {
      (top.unknown ??= []).push({ name, place: this.here() });
    }
  }

  open(tag: Tag): void {
    const { top } = this;
    if (top === null || this.unknown.skippedDepth > 0) return;
    if (top.spec === publication) this.checkRoot(tag);
    for (const { name, place } of top.unknown ?? []) this.unknown.meet(`attribut « ${cut(name)} »`, place);
    checkRequired(top, this.here);
    if (this.rows === null) this.openEnvelope(top);
    else this.rows.checkUnique(top, this.frames[this.frames.length - 2] ?? null);
  }

  close(): void {
    this.charactersSinceTag = 0;
    if (this.unknown.swallowEnd()) return;
    const frame = this.frames.pop();
    if (frame === undefined) return;
    this.top = this.frames[this.frames.length - 1] ?? null;
    settleElement(frame);
    if (this.rows === null) this.closeEnvelope(frame);
    else if (this.rows.isRow(frame)) this.rows.finish(frame);
    else if (frame.spec.name === this.rows.section) this.endSection(this.rows);
    else this.closeChild(frame);
  }

  text(content: string): void {
    if (this.unknown.skippedDepth === 0) throw this.refusal('MAN-05', `texte inattendu « ${cut(content.trim())} ».`);
  }

  private localName(name: string): string {
    if (this.prefix === '') return name;
    return name.startsWith(this.prefix) ? name.slice(this.prefix.length) : '';
  }

  private checkRoot({ name, attributes }: Tag): void {
    const declaration = this.prefix === '' ? 'xmlns' : `xmlns:${this.prefix.slice(0, -1)}`;
    this.envelope.checkNamespace(attributes[declaration], this.here());
    if (this.localName(name) !== publication.name) throw this.refusal('MAN-05', `élément « ${cut(name)} » inconnu.`);
    this.unknown.strict = this.envelope.checkVersion(attributes.version, this.here());
  }

  /** The root, `scope`, its sections and `totals` must be faultless. */
  private openEnvelope({ spec, value, fault }: Frame): void {
    const isLaterSection = spec.name === 'section' && !this.unknown.strict;
    if (fault && !isLaterSection) throw refusal('MAN-06', fault.place, `${spec.name} : ${fault.message}`);
    if (spec === publication) this.envelope.begin(value as unknown as Publication);
    const section = SECTIONS.find((name) => name === spec.name);
    if (section && this.envelope.header) this.rows = new SectionRows(section, this.envelope.header, this.tell);
  }

  private closeEnvelope(frame: Frame): void {
    const { spec, value, line, fault } = frame;
    const place = { line, column: null };
    if (spec === scope) {
      this.tell({ kind: 'header', header: this.envelope.readScope(value.sections as ScopeItem[], place) });
    } else if (spec === totals) {
      this.envelope.checkTotals(value as unknown as Totals, this.listed, this.entries, place);
    } else if (spec === publication) {
      this.envelope.end(this.here());
      this.complete = true;
    } else if (fault) {
      this.unknown.meet('section de « scope »', place);
    } else if (this.top) {
      attach(frame, this.top);
    }
  }

  private closeChild(frame: Frame): void {
    if (frame.spec.name === 'entry') this.entries += 1;
    if (this.top) attach(frame, this.top);
  }

  private endSection({ section, listed, setAside }: SectionRows): void {
    this.listed[section] = listed;
    if (setAside > 0) this.setAside[section] = setAside;
    this.rows = null;
  }

  private count(parent: Frame, child: BoundChild): void {
    const counts = (parent.counts ??= new Map());
    const count = (counts.get(child) ?? 0) + 1;
    counts.set(child, count);
    if (count <= child.max) return;
    const { name } = child.element;
    if (child.max === 1) throw this.refusal('MAN-05', `élément « ${name} » donné deux fois.`);
    throw this.refusal('MAN-12', `plus de ${grouped(child.max)} éléments « ${name} » dans « ${parent.spec.name} ».`);
  }

  private push(spec: ElementSpec, child: BoundChild | null): void {
    const { line, column } = this.here();
    // A line feed right after the name is already counted.
    const frame = newFrame(spec, child, column === 0 ? line - 1 : line);
    this.frames.push(frame);
    this.top = frame;
  }

  private refusal(code: ProblemCode, message: string) {
    return refusal(code, this.here(), message);
  }
}
