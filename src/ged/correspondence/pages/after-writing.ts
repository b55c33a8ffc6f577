import { Injectable } from '@nestjs/common';
import { Conflict } from '../../../platform/errors/index.js';
import { redirect, type Redirect } from '../../../platform/http/index.js';
import { CorrespondenceDesk } from '../desk/correspondence.service.js';
import { HOME } from './correspondence-view.js';

/** Where the buttons of the form lead once it is saved. */
@Injectable()
export class AfterWriting {
  constructor(private readonly desk: CorrespondenceDesk) {}

  writing(number: number, act: 'save' | 'recipients' | 'process'): Promise<Redirect> | Redirect {
    if (act === 'process') return this.process(String(number));
    if (act === 'recipients') return redirect(`${HOME}/${number}/destinataires`);
    return redirect(`${HOME}/${number}`, { notice: 'correspondence:events.saved', values: { number: String(number) } });
  }

  /** What is lacking leads to where it is given; what was typed is kept. */
  async process(number: string): Promise<Redirect> {
    try {
      const { publicationOn } = await this.desk.process(number);
      const notice = publicationOn ? 'correspondence:events.processed' : 'correspondence:events.processed-only';
      return redirect(`${HOME}/${number}`, { notice, values: { number } });
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      const place = error.sentence === 'correspondence:lacking.recipients' ? 'destinataires' : '';
      return redirect(`${HOME}/${number}/${place}`.replace(/\/$/, ''), { notice: error.sentence, tone: 'warning' });
    }
  }
}
