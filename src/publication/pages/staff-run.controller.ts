import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Staff } from '../../platform/auth/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { page, type Page } from '../../platform/http/index.js';
import { ListAddress, readListRequest, textOf } from '../../platform/lists/index.js';
import type { RunState } from '../domain/run-states.js';
import { slotsOfRun } from '../schedule/slot-record.queries.js';
import { SlotWords } from '../schedule/slot-words.js';
import { OUTCOME_OF, SEVERITIES_OF } from './domain/run-tabs.js';
import { refreshSeconds } from './domain/run-view.js';
import { listChanges, listProblems, type Outcome } from './run-changes.queries.js';
import { type OpenRun, RunPages } from './run-pages.js';

const RULES = { sorts: ['nom'], usual: 'nom', size: 50 } as const;
const EXAMPLES = 20;
type Asked = Record<string, unknown>;

/** One run: its report, and what it did row by row (PUB-62, PUB-95). */
@Controller('gestion/publications/:number')
export class StaffRunController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly pages: RunPages,
    private readonly words: SlotWords,
  ) {}

  @Get()
  @Staff('publication.view')
  async report(@Param('number') number: string, @Res({ passthrough: true }) response: Response): Promise<Page> {
    const open = await this.pages.open(number);
    const seconds = refreshSeconds(open.view.state);
    if (seconds) response.setHeader('Refresh', String(seconds));
    const [[examples, aside], slots] = await Promise.all([
      this.examples(open),
      this.work.read((query) => slotsOfRun(query, open.view.id)),
    ]);
    const passed = slots.map((slot) => this.words.passed(slot));
    return page('publication/staff/run', { ...this.pages.model(open, 'rapport'), examples, aside, passed });
  }

  @Get(':tab')
  @Staff('publication.view')
  async tab(@Param('number') number: string, @Param('tab') tab: string, @Query() asked: Asked): Promise<Page> {
    const open = await this.pages.openWhole(number);
    const outcome = OUTCOME_OF.get(tab);
    if (outcome) return this.changes(open, tab, outcome, asked);
    const severities = SEVERITIES_OF.get(tab);
    if (!severities) throw new NotFound();
    const problems = await this.problems(open, tab, severities, asked);
    return tab === 'journal'
      ? page('publication/staff/run-journal', { ...problems, steps: stepsOf(open) })
      : page('publication/staff/run-problems', problems);
  }

  private async changes(open: OpenRun, tab: string, outcome: Outcome, asked: Asked): Promise<Page> {
    const request = readListRequest(asked, RULES);
    const model = this.pages.model(open, tab);
    const section = model.counts.find((one) => one.section === textOf(asked.partie))?.section ?? null;
    const found = await this.work.read((query) =>
      listChanges(query, open.view, outcome, section, this.pages.today(), request),
    );
    const address = new ListAddress(`${open.address}/${tab}`, { ...request, search: '' }, { partie: section });
    return page('publication/staff/run-changes', {
      ...model,
      tab,
      section,
      sections: model.counts
        .filter((count) => touched(count, outcome) > 0)
        .map(({ section: value, name: label }) => ({ value, label })),
      total: model.counts
        .filter((one) => !section || one.section === section)
        .reduce((sum, count) => sum + touched(count, outcome), 0),
      rows: found.rows.map((row) => ({ ...row, name: this.pages.say(`publication:sections.${row.section}`) })),
      paging: address.paging(found),
      listAddress: address.reset,
      csvHref: `${open.address}/${tab}.csv${section ? `?partie=${section}` : ''}`,
    });
  }

  private async problems(open: OpenRun, tab: string, severities: readonly string[], asked: Asked) {
    const request = readListRequest(asked, RULES);
    const found = await this.work.read((query) => listProblems(query, open.view.id, severities, request));
    const address = new ListAddress(`${open.address}/${tab}`, { ...request, search: '' });
    return {
      ...this.pages.model(open, tab),
      rows: found.rows,
      paging: address.paging(found),
      csvHref: `${open.address}/problemes.csv`,
    };
  }

  /** The first rows that would go, or went, and the first set aside; none for who works for some buildings. */
  private async examples({ view, reach }: OpenRun) {
    if (reach !== 'whole') return [null, null];
    const asked = { descending: false, size: EXAMPLES, cursor: null };
    const [gone, aside] = await this.work.read((query) =>
      Promise.all([
        listChanges(query, view, 'withdrawn', null, this.pages.today(), asked),
        listProblems(query, view.id, ['set_aside', 'refusal'], asked),
      ]),
    );
    const withdrawn = gone.rows.map((row) => ({ ...row, name: this.pages.say(`publication:sections.${row.section}`) }));
    return [{ withdrawn, more: gone.next !== null }, aside.rows];
  }
}

/** Of the others, one that waits for an approval is taken up too, to find that it must wait. */
const BEGUN: readonly RunState[] = ['applying', 'applied', 'failed'];

/** What it went through so far, with who did it. */
function stepsOf({ view, around }: OpenRun) {
  const steps = [
    { key: view.sourceKind === 'desk' ? 'begun' : 'received', at: view.receivedAt, who: around.startedBy },
    { key: 'checked', at: around.checkedAt, who: null },
    { key: 'ready', at: view.readyAt, who: null },
    { key: view.state === 'rejected' ? 'rejected' : 'approved', at: around.decidedAt, who: around.decidedBy },
    { key: 'started', at: BEGUN.includes(view.state) ? around.startedAt : null, who: null },
    { key: 'applied', at: view.appliedAt, who: null },
    { key: 'ended', at: view.state === 'applied' ? null : view.endedAt, who: null },
  ];
  return steps.filter(({ at }) => at !== null);
}

function touched(
  count: { added: number; changed: number; withdrawn: number; expired: number },
  outcome: Outcome,
): number {
  return outcome === 'withdrawn' ? count.withdrawn + count.expired : count[outcome];
}
