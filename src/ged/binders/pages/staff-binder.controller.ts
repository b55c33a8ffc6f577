import { Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Staff } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { NotFound } from '../../../platform/errors/index.js';
import { Form, page, type Page, redirect, type Redirect, RedirectTo } from '../../../platform/http/index.js';
import type { BusinessLine } from '../../../platform/tenancy/index.js';
import { idOf, openLines } from '../../../portfolio/index.js';
import { COMPLIANCE_KINDS } from '../../correspondence/domain/compliance-kinds.js';
import { type BinderName, binderNameSchema, type NewBinder, newBinderSchema } from '../binder.schema.js';
import { type DeskBinder, listBinders } from '../binder.queries.js';
import { BinderWords } from '../binder-words.js';
import { Binders } from '../binders.service.js';
import { LEVELS } from '../domain/levels.js';
import { type BinderAct, obstacleTo } from '../domain/permits.js';
import { seenOf } from '../domain/renamed.js';
import { BINDERS_HOME, BinderPages } from './binder-pages.js';

const nothing = z.strictObject({});

/** One binder: added, renamed, switched off or on, deleted (GED-07 to GED-11). */
@Controller('gestion/administration/publication-internet/classeurs')
@Staff('binders.edit')
export class StaffBinderController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly binders: Binders,
    private readonly pages: BinderPages,
    private readonly words: BinderWords,
  ) {}

  @Get(':line/nouveau')
  async newForm(@Param('line') given: string): Promise<Page> {
    const line = lineOf(given);
    const binders = await this.work.read((query) => listBinders(query, [line]));
    return page('ged/staff/binder-new', {
      title: this.words.say(`add.title-${line}`),
      home: BINDERS_HOME,
      address: `${BINDERS_HOME}/${line}/nouveau`,
      levels: LEVELS[line].map((value) => ({ value, label: this.words.say(`levels.${value}`) })),
      rule: line === 'syndic' ? 'cumulative' : 'separate',
      kinds: this.kinds(line),
      places: binders.map((binder) => ({
        value: binder.id,
        label: this.words.say('add.before', { name: this.words.name(binder) }),
      })),
    });
  }

  @Post(':line/nouveau')
  async add(@Param('line') given: string, @Form(newBinderSchema) form: NewBinder): Promise<Redirect> {
    const id = await this.binders.add(lineOf(given), form);
    return redirect(backTo(id), { notice: 'binders:added', values: { name: form.name.join(' / ') } });
  }

  @Get(':id/modification')
  async renaming(@Param('id') given: string): Promise<Page> {
    const binder = await this.openFor('rename', given);
    return page('ged/staff/binder-edit', {
      ...this.head(binder),
      title: this.words.say('change.title', { name: this.words.name(binder) }),
      address: `${BINDERS_HOME}/${binder.id}/modification`,
      kinds: this.kinds(binder.line),
      seen: seenOf(binder),
    });
  }

  @Post(':id/modification')
  async rename(@Param('id') given: string, @Form(binderNameSchema) form: BinderName): Promise<Redirect> {
    const { id } = await this.openFor('rename', given);
    await this.binders.change(id, form);
    return redirect(backTo(id), { notice: 'binders:changed', values: { name: form.name.join(' / ') } });
  }

  /** Asks; for one that holds something, says what and offers to switch it off. */
  @Get(':id/suppression')
  async removal(@Param('id') given: string): Promise<Page> {
    const binder = await this.openFor('remove', given);
    const title = this.words.say('remove.title', { name: this.words.name(binder) });
    if (obstacleTo('remove', binder) === null) return page('ged/staff/binder-removal', { ...this.head(binder), title });
    const { documents, kept, templates } = binder;
    const held = { documents, gone: kept - documents, templates };
    return page('ged/staff/binder-kept', {
      ...this.head(binder),
      title,
      reasons: Object.entries(held)
        .filter(([, count]) => count > 0)
        .map(([what, count]) => this.words.say(`remove.holds-${what}`, { count })),
    });
  }

  @Post(':id/suppression')
  async remove(@Param('id') given: string, @Form(nothing) _: unknown): Promise<Redirect> {
    const binder = await this.openFor('remove', given);
    await this.binders.remove(binder.id);
    return redirect(BINDERS_HOME, { notice: 'binders:removed', values: { name: this.words.name(binder) } });
  }

  @Get(':id/desactivation')
  async switchingOff(@Param('id') given: string): Promise<Page> {
    const binder = await this.openFor('switch', given);
    return page('ged/staff/binder-switch', {
      ...this.head(binder),
      title: this.words.say('switch.off-title', { name: this.words.name(binder) }),
      sentence: this.words.say(binder.documents > 0 ? 'switch.off-sentence' : 'switch.off-empty', {
        count: binder.documents,
      }),
      consequences: [],
      submit: this.words.say('switch.off'),
      act: 'desactivation',
      icon: 'eye-off',
    });
  }

  @Post(':id/desactivation')
  async switchOff(@Param('id') given: string, @Form(nothing) _: unknown): Promise<Redirect> {
    const binder = await this.openFor('switch', given);
    await this.binders.switch(binder.id, false);
    return redirect(backTo(binder.id), { notice: 'binders:switched-off', values: { name: this.words.name(binder) } });
  }

  @Get(':id/activation')
  async switchingOn(@Param('id') given: string): Promise<Page> {
    const binder = await this.openFor('switch', given);
    const { documents, readers } = await this.binders.reachOnceOn(binder);
    return page('ged/staff/binder-switch', {
      ...this.head(binder),
      title: this.words.say('switch.on-title', { name: this.words.name(binder) }),
      sentence: this.words.say('switch.on-sentence'),
      consequences: readers > 0 ? [this.words.reach('switch.reach', binder.line, { documents, readers })] : [],
      submit: this.words.say('switch.on'),
      act: 'activation',
      icon: 'eye',
    });
  }

  @Post(':id/activation')
  async switchOn(@Param('id') given: string, @Form(nothing) _: unknown): Promise<Redirect> {
    const binder = await this.openFor('switch', given);
    await this.binders.switch(binder.id, true);
    return redirect(backTo(binder.id), { notice: 'binders:switched-on', values: { name: this.words.name(binder) } });
  }

  /** @throws NotFound; RedirectTo the list, with the reason, for what the application or a machine keeps as it is */
  private async openFor(act: BinderAct, given: string): Promise<DeskBinder> {
    const binder = await this.binders.open(idOf(given));
    const obstacle = obstacleTo(act, binder);
    if (obstacle === 'locked' || obstacle === 'from-source')
      throw new RedirectTo(backTo(binder.id), `binders:refused.${obstacle}`);
    return binder;
  }

  private head(binder: DeskBinder) {
    return { home: BINDERS_HOME, binder: { ...binder, name: this.words.name(binder) }, back: backTo(binder.id) };
  }

  private kinds(line: BusinessLine) {
    if (line === 'gerance') return null;
    return COMPLIANCE_KINDS.map((value) => ({ value, label: this.words.sentence(`correspondence:kinds.${value}`) }));
  }
}

const backTo = (id: string) => `${BINDERS_HOME}?classeur=${id}#classeur-${id}`;

function lineOf(given: string): BusinessLine {
  const line = openLines().find((one) => one === given);
  if (!line) throw new NotFound();
  return line;
}
