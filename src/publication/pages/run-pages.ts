import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { Forbidden, NotFound } from '../../platform/errors/index.js';
import { Translator } from '../../platform/i18n/index.js';
import type { Tab } from '../../platform/views/index.js';
import type { GuardReason } from '../domain/guard.js';
import { RunReading, type RunView } from '../runs/run-reading.service.js';
import { canBeUndone, countRows, durationOf, isHandCheck, reasonSaid, toneOf, totalsOf } from './domain/run-view.js';
import { countProblems } from './run-changes.queries.js';
import { findRun, readAround, type RunAround } from './run-page.queries.js';

export interface OpenRun {
  view: RunView;
  around: RunAround;
  problems: Record<string, number>;
  address: string;
}

/** Runs as people open them: by their number, with what is around them. */
@Injectable()
export class RunPages {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reading: RunReading,
    private readonly translator: Translator,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  async open(number: string): Promise<OpenRun> {
    const wanted = /^[1-9]\d{0,8}$/.test(number) ? Number(number) : null;
    const run = wanted ? await this.work.read((query) => findRun(query, wanted)) : null;
    if (!run) throw new NotFound();
    const [view, around, problems] = await Promise.all([
      this.reading.view(run, 0),
      this.work.read((query) => readAround(query, run.id)),
      this.work.read((query) => countProblems(query, run.id)),
    ]);
    return { view, around, problems, address: `/gestion/publications/${run.number}` };
  }

  /** A publication is of the whole agency: who works for some buildings reads its figures, not its rows. @throws Forbidden */
  forWholeAgency(): void {
    if (!this.isOfWholeAgency()) throw new Forbidden('publication:error.whole-agency');
  }

  isOfWholeAgency(): boolean {
    const { viewer } = context();
    return viewer.kind === 'staff' && viewer.buildingIds === null;
  }

  may(permission: string): boolean {
    const { viewer } = context();
    return viewer.kind === 'staff' && viewer.permissions.has(permission) && viewer.buildingIds === null;
  }

  /** What every page of a run draws: its head, its counts, what may be decided, its tabs. */
  model({ view, around, problems, address }: OpenRun, tab: string) {
    const counts = countRows(view.counts);
    const totals = totalsOf(counts);
    const canApprove = this.may('publication.approve');
    return {
      title: this.say('publication:run.title', { number: view.number }),
      address,
      run: {
        ...view,
        ...around,
        runRef: isHandCheck(view) ? null : view.runRef,
        tone: toneOf(view.state),
        duration: durationOf(around.startedAt, view.endedAt),
      },
      counts: counts.map((count) => ({ ...count, name: this.say(`publication:sections.${count.section}`) })),
      totals,
      reasons: view.guardReasons.map((reason) => this.reason(reason)),
      tabs: this.isOfWholeAgency() ? this.tabs(address, tab, totals, problems) : [],
      may: {
        decide: canApprove && view.state === 'awaiting_approval',
        undo:
          canApprove &&
          canBeUndone(
            { ...view, isLastApplied: around.isLastApplied, hasFormer: around.formerRunId !== null },
            this.clock.now(),
          ),
        complete: this.may('publication.run') && view.state === 'receiving',
        abandon: this.may('publication.run') && ['checking', 'receiving', 'ready'].includes(view.state),
        download: this.may('publication.run') && view.manifestFile !== null,
      },
    };
  }

  today(): string {
    return this.clock.today(currentTenant().timeZone);
  }

  say(key: string, values?: Record<string, string | number>): string {
    return this.translator.say(context().locale, key, values);
  }

  private reason(reason: GuardReason): string {
    const { sentence, values, section, levels } = reasonSaid(reason);
    return this.say(sentence, {
      ...values,
      ...(section ? { section: this.say(`publication:sections.${section}`) } : {}),
      ...(levels ? { levels: levels.map((level) => this.say(`publication:levels.${level}`)).join(', ') } : {}),
    });
  }

  private tabs(
    address: string,
    current: string,
    totals: ReturnType<typeof totalsOf>,
    problems: Record<string, number>,
  ): Tab[] {
    const badges: Record<string, number> = {
      rapport: 0,
      ajoutes: totals.added,
      modifies: totals.changed,
      retires: totals.withdrawn + totals.expired,
      'mis-de-cote': problems.set_aside ?? 0,
      journal: (problems.warning ?? 0) + (problems.refusal ?? 0),
    };
    return Object.entries(badges).map(([key, badge]) => ({
      label: this.say(`publication:tabs.${key}`),
      href: key === 'rapport' ? address : `${address}/${key}`,
      current: key === current,
      badge,
    }));
  }
}
