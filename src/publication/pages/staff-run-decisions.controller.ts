import { Controller, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { CurrentViewer, Staff, type StaffViewer } from '../../platform/auth/index.js';
import { Conflict } from '../../platform/errors/index.js';
import { Form, redirect, type Redirect } from '../../platform/http/index.js';
import { formatInstant } from '../../platform/i18n/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { RunDecisions } from '../runs/run-decisions.service.js';
import { type OpenRun, RunPages } from './run-pages.js';
import { RunUndo } from './run-undo.js';

const NOTE_LIMIT = 500;
const page = { _page: z.string().optional() };
const empty = z.strictObject(page);
const approval = z.strictObject({
  ...page,
  withdrawals: z
    .string()
    .trim()
    .regex(/^[\d\s\u00a0\u202f]+$/, 'publication:error.withdrawals-typed')
    .transform((typed) => Number(typed.replace(/\D/g, ''))),
  notifyNobody: z.literal('on').optional(),
  notifyFirst: z.literal('on').optional(),
});
const rejection = z.strictObject({
  ...page,
  reason: z
    .string()
    .trim()
    .min(1, 'publication:error.reason-wanted')
    .max(NOTE_LIMIT, 'publication:error.reason-too-long'),
});

/** What a person decides of a run (PUB-37, PUB-95, PUB-98). */
@Controller('gestion/publications/:number')
export class StaffRunDecisionsController {
  constructor(
    private readonly pages: RunPages,
    private readonly decisions: RunDecisions,
    private readonly undoing: RunUndo,
  ) {}

  @Post('accord')
  @Staff('publication.approve')
  approve(
    @Param('number') number: string,
    @Form(approval) form: z.infer<typeof approval>,
    @CurrentViewer() { staffId }: StaffViewer,
  ): Promise<Redirect> {
    return this.decide(number, 'publication:notice.approved', ({ view }) =>
      this.decisions.approve(view.id, form.withdrawals, {
        staffId,
        notifyFirst: form.notifyFirst === 'on',
        notifyNobody: form.notifyNobody === 'on',
      }),
    );
  }

  @Post('rejet')
  @Staff('publication.approve')
  reject(
    @Param('number') number: string,
    @Form(rejection) { reason }: z.infer<typeof rejection>,
    @CurrentViewer() { staffId }: StaffViewer,
  ): Promise<Redirect> {
    return this.decide(number, 'publication:notice.rejected', ({ view }) =>
      this.decisions.reject(view.id, { staffId, note: reason }),
    );
  }

  @Post('sans-fichiers')
  @Staff('publication.run')
  async commit(@Param('number') number: string, @Form(empty) _: unknown): Promise<Redirect> {
    const { view, address } = await this.pages.openWhole(number);
    await this.decisions.commit(view.id, true);
    return redirect(address, { notice: 'publication:notice.committed' });
  }

  @Post('abandon')
  @Staff('publication.run')
  async abandon(@Param('number') number: string, @Form(empty) _: unknown): Promise<Redirect> {
    const { view, address } = await this.pages.openWhole(number);
    await this.decisions.abandon(view.id);
    return redirect(address, { notice: 'publication:notice.abandoned' });
  }

  @Post('retour')
  @Staff('publication.approve')
  async undo(
    @Param('number') number: string,
    @Form(empty) _: unknown,
    @CurrentViewer() { staffId }: StaffViewer,
  ): Promise<Redirect> {
    const open = await this.pages.openWhole(number);
    const replay = await this.undoing.undo(open, staffId);
    return redirect(`/gestion/publications/${replay.number}`, { notice: 'publication:notice.undoing' });
  }

  /** Two people at once: the first counts, the second is told who and when. */
  private async decide(number: string, notice: string, act: (open: OpenRun) => Promise<unknown>): Promise<Redirect> {
    const open = await this.pages.openWhole(number);
    try {
      await act(open);
      return redirect(open.address, { notice });
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      const { around } = await this.pages.openWhole(number);
      if (!around.decidedBy || !around.decidedAt) throw error;
      const when = formatInstant(around.decidedAt, currentTenant().timeZone, context().locale);
      const values = { who: around.decidedBy, when };
      return redirect(open.address, { notice: 'publication:notice.already-decided', values, tone: 'warning' });
    }
  }
}
