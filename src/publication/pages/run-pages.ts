import { Injectable } from '@nestjs/common';
import { viewerMay } from '../../platform/auth/index.js';
import { Clock } from '../../platform/clock/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { Forbidden, NotFound } from '../../platform/errors/index.js';
import { Translator } from '../../platform/i18n/index.js';
import type { Tab } from '../../platform/views/index.js';
import { runDuration } from '../../tenants/index.js';
import type { GuardReason } from '../domain/guard.js';
import type { BusinessLine } from '../manifest/manifest.types.js';
import { RunReading, type RunView } from '../runs/run-reading.service.js';
import { type Reach, reachOf } from './domain/run-reach.js';
import {
  canBeUndone,
  countRows,
  givenReference,
  originSaid,
  reasonSaid,
  rehearsalOf,
  stateSaid,
  totalsOf,
} from './domain/run-view.js';
import type { WouldNotify } from '../rehearsing/would-notify.queries.js';
import { countProblems } from './run-changes.queries.js';
import { findRun, readAround, type RunAround } from './run-page.queries.js';

export interface OpenRun {
  view: RunView;
  around: RunAround;
  problems: Record<string, number>;
  address: string;
  reach: Reach;
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

  /** As far as the viewer may read it. @throws NotFound, for a run of lines he does not work for as for none */
  async open(number: string): Promise<OpenRun> {
    const wanted = /^[1-9]\d{0,8}$/.test(number) ? Number(number) : null;
    const run = wanted ? await this.work.read((query) => findRun(query, wanted)) : null;
    if (!run) throw new NotFound();
    const [view, around, problems] = await Promise.all([
      this.reading.view(run, 0),
      this.work.read((query) => readAround(query, run.id)),
      this.work.read((query) => countProblems(query, run.id)),
    ]);
    const reach = this.reachOver(run.lines.length > 0 ? run.lines : around.sourceLines);
    if (reach === 'none') throw new NotFound();
    return { view, around, problems, address: `/gestion/publications/${run.number}`, reach };
  }

  /** Every row of it, to be listed or decided upon. @throws NotFound; Forbidden to who reads its figures only */
  async openWhole(number: string): Promise<OpenRun> {
    const open = await this.open(number);
    if (open.reach !== 'whole') throw new Forbidden('publication:error.whole-agency');
    return open;
  }

  /** What the viewer reads of what is published for these lines; for all of the agency's when none are named. */
  reachOver(lines: readonly BusinessLine[] = currentTenant().lines): Reach {
    const { viewer } = context();
    return viewer.kind === 'staff' ? reachOf(viewer, lines, currentTenant().lines) : 'none';
  }

  /** The lines whose runs the viewer is shown; null when it is all of them. */
  linesRead(): readonly BusinessLine[] | null {
    const { viewer } = context();
    if (viewer.kind !== 'staff') return [];
    return currentTenant().lines.every((line) => viewer.lines.includes(line)) ? null : viewer.lines;
  }

  /** @throws Forbidden to who does not work for the whole of these lines */
  forWhole(lines?: readonly BusinessLine[]): void {
    if (this.reachOver(lines) !== 'whole') throw new Forbidden('publication:error.whole-agency');
  }

  may(permission: string, lines?: readonly BusinessLine[]): boolean {
    return viewerMay(permission) && this.reachOver(lines) === 'whole';
  }

  /** What every page of a run draws: its head, its counts, what may be decided, its tabs. */
  model({ view, around, problems, address, reach }: OpenRun, tab: string) {
    const counts = countRows(view.counts);
    const totals = totalsOf(counts);
    const may = (permission: string) => reach === 'whole' && viewerMay(permission);
    const canApprove = may('publication.approve');
    const state = stateSaid(view);
    const origin = originSaid(view, around.startedBy);
    const rehearsal = rehearsalOf(view);
    const isMaking = view.sourceKind === 'desk' && view.state === 'checking' && view.manifestFile === null;
    return {
      title: this.say(`publication:run.title${rehearsal ? `-${rehearsal}` : ''}`, { number: view.number }),
      address,
      run: {
        ...view,
        ...around,
        runRef: givenReference(view),
        origin: this.say(origin.sentence, origin.values),
        stateLabel: this.say(isMaking ? 'publication:states.making' : state.sentence),
        tone: state.tone,
        rehearsal: rehearsal && this.say(`publication:rehearsals.${rehearsal}`),
        isDesk: view.sourceKind === 'desk',
        isMaking,
        duration: runDuration(view),
        moreMissing: view.missingFiles > around.missingNames.length,
        wouldNotify: mayStillTell(view.state) && around.wouldNotify && namesFor(reach, around.wouldNotify),
      },
      counts: counts.map((count) => ({ ...count, name: this.say(`publication:sections.${count.section}`) })),
      totals,
      reasons: view.guardReasons.map((reason) => this.reason(reason)),
      tabs: reach === 'whole' ? this.tabs(address, tab, totals, problems) : [],
      may: {
        decide: canApprove && view.state === 'awaiting_approval',
        undo:
          canApprove &&
          canBeUndone(
            { ...view, isLastApplied: around.isLastApplied, hasFormer: around.formerRunId !== null },
            this.clock.now(),
          ),
        complete: may('publication.run') && view.state === 'receiving',
        abandon: may('publication.run') && ['checking', 'receiving', 'ready'].includes(view.state),
        readLog: may('settings.edit') && around.logFile !== null,
        download: may('publication.run') && view.manifestFile !== null,
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
    const { sentence, values, section, levels, counted = {} } = reasonSaid(reason);
    const nouns = Object.entries(counted).map(([name, count]) => [
      name,
      this.say(`publication:counted.${name}`, { count }),
    ]);
    return this.say(sentence, {
      ...values,
      ...Object.fromEntries(nouns),
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

/** Once it is published, or will not be, what it would have told is past. */
const mayStillTell = (state: RunView['state']) => state === 'simulated' || state === 'awaiting_approval';

/** Names are for those who read every row; the others read how many. */
function namesFor(reach: Reach, told: WouldNotify) {
  const first = reach === 'whole' ? told.first : [];
  return { ...told, first, more: first.length > 0 ? told.immediate + told.weekly - first.length : 0 };
}
