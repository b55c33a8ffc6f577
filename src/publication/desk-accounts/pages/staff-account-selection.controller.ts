import { Controller, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Staff } from '../../../platform/auth/index.js';
import { Form, page, type Page, redirect, type Redirect } from '../../../platform/http/index.js';
import { InLine, type StaffScope } from '../../../portfolio/index.js';
import { homeOf } from '../account-pages.js';
import { AccountTicks } from '../account-ticks.service.js';
import { AccountWords } from '../account-words.js';
import { listHref, readSelection, SELECTION_FIELDS, selectionValues } from '../selection.js';

const ACTS = ['marquer', 'retirer'] as const;
const SHOWN = 50;
const schema = z.strictObject({ acte: z.enum(ACTS), ...SELECTION_FIELDS });

/** "Lien internet" of the list: what would be done of the selection, then done (ACC-32, ACC-33, ACC-36). */
@Controller('gestion/:line/comptes/lien-internet')
@Staff('accounts.publish')
export class StaffAccountSelectionController {
  constructor(
    private readonly ticks: AccountTicks,
    private readonly words: AccountWords,
  ) {}

  @Get()
  async confirm(@InLine() scope: StaffScope, @Query() asked: Record<string, unknown>): Promise<Page> {
    const act = ACTS.find((one) => one === asked.acte) ?? 'marquer';
    const plan = await this.ticks.plan(scope, readSelection(scope, asked), act === 'marquer');
    const count = plan.taken.length;
    const when = await this.words.when();
    return page('accounts/staff/selection', {
      title: this.words.say(`${act}.title`),
      home: homeOf(scope),
      back: listHref(homeOf(scope), scope, asked),
      act,
      icon: act === 'marquer' ? 'world-upload' : 'eye-off',
      count,
      sentence: this.words.say(`${act}.sentence`, { count, when }),
      consequences: [
        ...(plan.already > 0 ? [this.words.say(`${act}.already`, { count: plan.already })] : []),
        ...(plan.withoutParty > 0 ? [this.words.say('marquer.without-party', { count: plan.withoutParty })] : []),
        this.words.say(`${act}.consequence`, { when }),
      ],
      empty: plan.already + plan.withoutParty === 0 ? null : this.words.answer(act, plan),
      numbers: plan.taken.slice(0, SHOWN).map(({ number }) => number),
      more: Math.max(0, count - SHOWN),
      values: { acte: act, ...selectionValues(scope, asked) },
    });
  }

  @Post()
  async carryOut(@InLine() scope: StaffScope, @Form(schema) form: z.infer<typeof schema>): Promise<Redirect> {
    const selection = readSelection(scope, form);
    const publishes = form.acte === 'marquer';
    const plan = await (publishes ? this.ticks.publish(scope, selection) : this.ticks.withdraw(scope, selection));
    return redirect(listHref(homeOf(scope), scope, form), {
      notice: `desk-accounts:${form.acte}.done`,
      values: { answer: this.words.answer(form.acte, plan), when: await this.words.when() },
      tone: plan.taken.length > 0 ? 'success' : 'warning',
    });
  }
}
