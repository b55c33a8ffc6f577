import { Controller, Get, Post, Query } from '@nestjs/common';
import { Staff } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { NotFound } from '../../../platform/errors/index.js';
import { Form, page, type Page, redirect, type Redirect, RedirectTo } from '../../../platform/http/index.js';
import { idOf, openLines } from '../../../portfolio/index.js';
import {
  type BinderArrangement,
  type BinderChoice,
  choiceSchema,
  drawnOf,
  levelsSchema,
  type LevelsForm,
  orderSchema,
} from '../binder.schema.js';
import { listBinders } from '../binder.queries.js';
import { BinderLevels } from '../binder-levels.service.js';
import { BinderOrder } from '../binder-order.service.js';
import { BinderWords } from '../binder-words.js';
import { Binders } from '../binders.service.js';
import { obstacleTo } from '../domain/permits.js';
import { readWishes, writeWishes } from './wishes-address.js';
import { BINDERS_HOME, BinderPages } from './binder-pages.js';

/** "Classeurs": the binders of each line, in their order, and whom they are readable by (GED-04, GED-05). */
@Controller('gestion/administration/publication-internet/classeurs')
@Staff('binders.edit')
export class StaffBinderListController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly binders: Binders,
    private readonly levels: BinderLevels,
    private readonly order: BinderOrder,
    private readonly pages: BinderPages,
    private readonly words: BinderWords,
  ) {}

  @Get()
  async list(@Query('classeur') chosen: unknown): Promise<Page> {
    const binders = await this.work.read((query) => listBinders(query, openLines()));
    return page('ged/staff/binders', {
      title: this.words.say('title'),
      home: BINDERS_HOME,
      tabs: this.pages.tabsOf('classeurs'),
      changeable: binders.some((binder) => obstacleTo('levels', binder) === null),
      tables: openLines().map((line) => this.pages.table(line, binders, idOf(chosen))),
    });
  }

  /** "Valider": the boxes of both tables. */
  @Post()
  async saveLevels(@Form(levelsSchema) { wishes, confirmed }: LevelsForm): Promise<Redirect> {
    const { asked, changed, waiting } = await this.levels.save(wishes, confirmed);
    if (asked.length > 0) return redirect(`${BINDERS_HOME}/accord?${writeWishes(wishes)}`);
    if (changed === 0) return redirect(BINDERS_HOME, { notice: 'binders:unchanged', tone: 'info' });
    const notice = waiting === 0 ? 'saved' : waiting === changed ? 'saved-later' : 'saved-both';
    return redirect(BINDERS_HOME, { notice: `binders:${notice}`, values: { count: waiting } });
  }

  /** The question before more people read (PUB-92); what it says is counted as it is shown. */
  @Get('accord')
  async agreement(@Query() given: Record<string, unknown>): Promise<Page> {
    const wishes = readWishes(given);
    const asked = await this.levels.asked(wishes);
    if (asked.length === 0) throw new RedirectTo(BINDERS_HOME);
    return page('ged/staff/binder-agreement', {
      title: this.words.say('agreement.title', { count: asked.length }),
      home: BINDERS_HOME,
      consequences: asked.map(({ binder, wished, ...reach }) =>
        this.words.reach('agreement.reach', binder.line, reach, {
          name: this.words.name(binder),
          levels: this.words.levels(wished),
        }),
      ),
      drawn: wishes.map(drawnOf),
      ticked: wishes.flatMap(({ id, wished }) => wished.map((level) => ({ level, id }))),
    });
  }

  /** A button of the toolbar, on the binder chosen. */
  @Post('choix')
  async act(@Form(choiceSchema) { binder: id, act }: BinderChoice): Promise<Redirect> {
    if (!id) return redirect(BINDERS_HOME, { notice: 'binders:choose-first', tone: 'warning' });
    const binder = await this.binders.open(id);
    const needed = act === 'modifier' ? 'rename' : act === 'supprimer' ? 'remove' : 'move';
    const obstacle = obstacleTo(needed, binder);
    const back = `${BINDERS_HOME}?classeur=${id}#classeur-${id}`;
    if (obstacle === 'locked' || obstacle === 'from-source')
      return redirect(back, { notice: `binders:refused.${obstacle}`, tone: 'warning' });
    if (act === 'modifier') return redirect(`${BINDERS_HOME}/${id}/modification`);
    if (act === 'supprimer') return redirect(`${BINDERS_HOME}/${id}/suppression`);
    await this.order.step(id, act === 'monter' ? 'up' : 'down');
    return redirect(back);
  }

  /** As it was dragged. */
  @Post('ordre')
  async arrange(@Form(orderSchema) { line, order }: BinderArrangement): Promise<Redirect> {
    if (!openLines().includes(line)) throw new NotFound();
    await this.order.arrange(line, order);
    return redirect(BINDERS_HOME, { notice: 'binders:ordered' });
  }
}
