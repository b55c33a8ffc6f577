import { Injectable } from '@nestjs/common';
import { context } from '../../../platform/context/index.js';
import { PageTabs } from '../../../platform/shell/index.js';
import type { BusinessLine } from '../../../platform/tenancy/index.js';
import type { Tab } from '../../../platform/views/index.js';
import type { DeskBinder } from '../binder.queries.js';
import { drawnOf } from '../binder.schema.js';
import { BinderWords } from '../binder-words.js';
import { LEVELS } from '../domain/levels.js';
import { type BinderAct, obstacleTo } from '../domain/permits.js';
import { agreedLevels } from '../domain/wishes.js';

export const SETTINGS_PAGE = 'publication-settings';
export const BINDERS_HOME = '/gestion/administration/publication-internet/classeurs';

/** Buttons of the toolbar, by what they need to be allowed. */
const TOOLS: { act: string; icon: string; needs: BinderAct }[] = [
  { act: 'modifier', icon: 'pencil', needs: 'rename' },
  { act: 'supprimer', icon: 'trash', needs: 'remove' },
  { act: 'monter', icon: 'arrow-up', needs: 'move' },
  { act: 'descendre', icon: 'arrow-down', needs: 'move' },
];

/** What the pages of binders show. */
@Injectable()
export class BinderPages {
  constructor(
    private readonly words: BinderWords,
    private readonly tabs: PageTabs,
  ) {}

  tabsOf(current: string): Tab[] {
    const { viewer } = context();
    if (viewer.kind !== 'staff') return [];
    return this.tabs.of(SETTINGS_PAGE, viewer).map(({ key, label, href }) => ({
      label: this.words.sentence(label),
      href,
      current: key === current,
    }));
  }

  /** One table: the binders of a line in their order, one of them perhaps chosen. */
  table(line: BusinessLine, binders: readonly DeskBinder[], chosenId: string | null) {
    const own = binders.filter((binder) => binder.line === line);
    const [source] = own.map((binder) => binder.source);
    const chosen = own.find(({ id }) => id === chosenId);
    return {
      line,
      title: this.words.say(`lines.${line}`),
      newHref: `${BINDERS_HOME}/${line}/nouveau`,
      levels: LEVELS[line].map((key) => ({ key, label: this.words.say(`levels.${key}`) })),
      cumulative: line === 'syndic',
      allFrom: source && own.every((binder) => binder.source === source) ? source : null,
      tools: TOOLS.map(({ act, icon, needs }) => ({
        ...{ act, icon, needs, label: this.words.say(`tools.${act}`) },
        refused: chosen ? this.refusalBeforehand(needs, chosen) : '',
      })),
      reason: chosen ? this.refusalBeforehand('rename', chosen) : '',
      rows: own.map((binder, index) => this.row(binder, index + 1, chosen?.id === binder.id)),
    };
  }

  /** Why that cannot be done, as a sentence; null when it can. */
  reason(act: BinderAct, binder: DeskBinder): string | null {
    const obstacle = obstacleTo(act, binder);
    return obstacle && this.words.say(`obstacle.${obstacle}`, { source: binder.source ?? '' });
  }

  /** That there are documents or templates in it is said by the page that deletes, which offers to switch it off. */
  private refusalBeforehand(act: BinderAct, binder: DeskBinder): string {
    const obstacle = obstacleTo(act, binder);
    return obstacle === 'locked' || obstacle === 'from-source' ? (this.reason(act, binder) ?? '') : '';
  }

  private row(binder: DeskBinder, position: number, chosen: boolean) {
    const agreed = agreedLevels(binder);
    const levelsObstacle = obstacleTo('levels', binder);
    return {
      ...{ id: binder.id, position, chosen, active: binder.active, documents: binder.documents },
      name: this.words.name(binder),
      locked: binder.nameLocked,
      source: binder.source,
      refusals: Object.fromEntries(TOOLS.map(({ needs }) => [needs, this.refusalBeforehand(needs, binder)])),
      boxes: LEVELS[binder.line].map((level) => ({
        level,
        label: this.words.say(`levels.${level}`),
        ticked: agreed.some((one) => one === level),
      })),
      byDocument: levelsObstacle === 'by-document',
      fixed: levelsObstacle !== null,
      drawn: drawnOf({ id: binder.id, drawn: agreed }),
      hidden: agreed.length === 0 && levelsObstacle !== 'by-document',
      waits: binder.nextLevels !== null,
      now: this.words.levels(binder.levels),
      documentsHref: `/agence/${binder.line}/documents/${binder.id}`,
      switchHref:
        binder.source === null
          ? `${BINDERS_HOME}/${binder.id}/${binder.active ? 'desactivation' : 'activation'}`
          : null,
      anchor: `classeur-${binder.id}`,
    };
  }
}
