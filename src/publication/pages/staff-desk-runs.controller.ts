import { Controller, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { CurrentViewer, Staff, type StaffViewer } from '../../platform/auth/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { Form, page, type Page, redirect, type Redirect } from '../../platform/http/index.js';
import { DeskRuns } from '../desk/desk-runs.service.js';
import { readDeskStanding } from '../desk/desk-standing.queries.js';
import { DomainNotValidated, RunOpen } from '../publication-errors.js';
import { RunPages } from './run-pages.js';

const HOME = '/gestion/publications';
const publishing = z.strictObject({ notifyFirst: z.literal('on').optional() });
const nothing = z.strictObject({});

/** "Publier maintenant" and "Simuler": the agency publishes what it keeps at its desk (PUB-28, PUB-36). */
@Controller('gestion/publications')
@Staff('publication.run')
export class StaffDeskRunsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly desk: DeskRuns,
    private readonly pages: RunPages,
  ) {}

  @Get('publier')
  async confirm(): Promise<Page> {
    this.pages.forWhole();
    const standing = await this.work.read((query) => readDeskStanding(query));
    return page('publication/staff/publish', {
      title: this.pages.say('publication:desk.publish'),
      home: HOME,
      ...standing,
      may: { settings: this.pages.may('settings.edit') },
    });
  }

  @Post('publier')
  publish(@Form(publishing) form: z.infer<typeof publishing>, @CurrentViewer() viewer: StaffViewer): Promise<Redirect> {
    return this.start('publication:desk.started', {
      startedBy: viewer.staffId,
      notifyFirst: form.notifyFirst === 'on',
    });
  }

  @Post('simuler')
  simulate(@Form(nothing) _: unknown, @CurrentViewer() { staffId }: StaffViewer): Promise<Redirect> {
    return this.start('publication:desk.simulating', { startedBy: staffId, simulate: true });
  }

  /** What stands in the way is said where it can be put right, or on the page of the run that is open. */
  private async start(
    notice: string,
    options: { startedBy: string; simulate?: boolean; notifyFirst?: boolean },
  ): Promise<Redirect> {
    this.pages.forWhole();
    try {
      const { number } = await this.desk.start({ trigger: 'manual', ...options });
      return redirect(`${HOME}/${number}`, { notice, tone: 'info' });
    } catch (error) {
      if (error instanceof DomainNotValidated)
        return redirect(`${HOME}/publier`, { notice: 'publication:error.domain-wanted', tone: 'warning' });
      if (!(error instanceof RunOpen)) throw error;
      const { number } = error;
      return redirect(`${HOME}/${number}`, {
        notice: 'publication:error.run-open',
        values: { number },
        tone: 'warning',
      });
    }
  }
}
