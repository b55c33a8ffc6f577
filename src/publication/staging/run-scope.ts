import type { BusinessLine, ScopeSection, Section } from '../manifest/manifest.types.js';

/** A run as far as its rows are concerned: whose they are, and for which sections and lines its list is exhaustive. */
export class RunScope {
  private readonly lines: Map<Section, BusinessLine[] | null>;

  constructor(
    readonly runId: string,
    readonly sourceId: string,
    sections: readonly ScopeSection[],
  ) {
    this.lines = new Map(sections.map(({ section, lines }) => [section, lines]));
  }

  holds(section: Section): boolean {
    return this.lines.has(section);
  }

  get sections(): Section[] {
    return [...this.lines.keys()];
  }

  /** Null when the section belongs to no line, empty when it is not in scope. */
  linesOf(section: Section): BusinessLine[] | null {
    const lines = this.lines.get(section);
    return lines === undefined ? [] : lines;
  }
}
