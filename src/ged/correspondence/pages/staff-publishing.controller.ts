import { Controller, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Staff } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { Form, page, type Page, redirect, type Redirect } from '../../../platform/http/index.js';
import { numbersOf } from '../desk/correspondence.queries.js';
import { type PublicationAct, type PublicationPlan, Publishing } from '../desk/publishing.service.js';
import { HOME, listOf } from './correspondence-view.js';
import { DeskPages } from './pages.service.js';
import { readFilters } from './staff-correspondence-list.controller.js';

const ACTS = ['publier', 'retirer', 'annuler'] as const;
const AT_MOST = 5_000;

const schema = z.strictObject({
  act: z.enum(ACTS),
  numbers: z
    .string()
    .regex(/^\d{1,9}( \d{1,9})*$/)
    .transform((text) => text.split(' ').map(Number))
    .pipe(z.array(z.number()).max(AT_MOST)),
});

/** Menu "Actions" → "Publication GED" of the list: what would be done, then done (PUB-13, PUB-29 to PUB-33). */
@Controller('gestion/evenements/publication')
@Staff('correspondence.edit')
export class StaffPublishingController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly publishing: Publishing,
    private readonly pages: DeskPages,
  ) {}

  @Get()
  async confirm(@Query() asked: Record<string, unknown>): Promise<Page> {
    const act: PublicationAct = ACTS.find((one) => one === asked.acte) ?? 'publier';
    const numbers = await this.selected(asked);
    const plan = await this.publishing.plan(act, numbers);
    return page('ged/staff/publication', {
      title: this.pages.say(`publish.${act}.title`),
      home: HOME,
      act,
      back: plan.taken.length + plan.refused.length === 1 ? `${HOME}/${numbers[0]}` : HOME,
      taken: plan.taken.map(({ number, subject }) => ({ number: String(number), subject })),
      count: plan.taken.length,
      refused: this.refused(plan),
      numbers: [...plan.taken, ...plan.refused].map(({ number }) => number).join(' '),
      sentence: this.pages.say(`publish.${act}.sentence`, { count: plan.taken.length }),
      consequence: this.pages.say(`publish.${act}.consequence`),
    });
  }

  @Post()
  async carryOut(@Form(schema) { act, numbers }: z.infer<typeof schema>): Promise<Redirect> {
    const { taken, refused } = await this.publishing.carryOut(act, numbers);
    const alone = taken.length + refused.length === 1;
    return redirect(alone ? `${HOME}/${numbers[0]}` : HOME, {
      notice: `correspondence:publish.${act}.done`,
      values: { count: taken.length },
      tone: taken.length > 0 ? 'success' : 'warning',
      once: {
        result: {
          taken: taken.length,
          refused: this.refused({ taken, refused }),
        },
      },
    });
  }

  private refused({ refused }: PublicationPlan) {
    return refused.map(({ number, subject, why }) => ({
      number: String(number),
      subject,
      reason: this.pages.say(`refusals.${why}`),
    }));
  }

  /** The lines ticked, or with `tout` every line of the list under its filters. */
  private async selected(asked: Record<string, unknown>): Promise<number[]> {
    if (asked.tout !== undefined) {
      return this.work.read(async (query) => {
        const { filters } = await readFilters(query, asked, this.pages.today);
        return numbersOf(query, filters, this.pages.today, AT_MOST);
      });
    }
    return listOf(asked.n)
      .filter((number) => /^\d{1,9}$/.test(number))
      .map(Number)
      .slice(0, AT_MOST);
  }
}
