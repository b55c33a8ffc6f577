import { Injectable } from '@nestjs/common';
import { sql, UnitOfWork } from '../../platform/database/index.js';
import { OutsideUnavailable } from '../../platform/errors/index.js';
import { Translator } from '../../platform/i18n/index.js';
import { type DeskDocument, deskDocuments } from './domain/desk-document.js';
import { isFault, type Standing, standingOf, takesThePlace } from './domain/standing.js';
import { deskSettings, readFacts, type StoredFacts } from './facts.queries.js';
import { Letters } from './letters.js';
import { streamed } from './row-stream.js';
import { takenDownRefs } from './taken-down.queries.js';

export interface DeskProblem {
  /** Reference of the correspondence: its number. */
  ref: string;
  /** In French, for the report. */
  message: string;
  /** The paper could not be drawn now: worth preparing again later. */
  again: boolean;
}

/** When this many letters in a row cannot be drawn, the others are not tried. */
const FAILURES_IN_A_ROW = 3;
const LETTERS_AT_ONCE = 2;

/**
 * What the desk publishes of its correspondence. A run prepares, then lists: what could not be prepared is listed as it was last made,
 * or not at all if it never was. Days are `YYYY-MM-DD` in the agency's zone.
 */
@Injectable()
export class DeskDocuments {
  constructor(
    private readonly work: UnitOfWork,
    private readonly letters: Letters,
    private readonly translator: Translator,
  ) {}

  /** Every document on line that day, one by one, on one snapshot, with flat memory. */
  async *listed(today: string): AsyncGenerator<DeskDocument> {
    const settings = await this.work.read(deskSettings);
    for await (const { facts, standing } of this.judged(today)) {
      if (standing.listed) yield* deskDocuments(facts, standing.until, settings);
    }
  }

  /** References of documents on line that this day's list leaves out because somebody so decided: no mass withdrawal (PUB-93). */
  takenDown(): Promise<string[]> {
    return this.work.read(takenDownRefs);
  }

  /** Draws the texts that lack their PDF. @returns what will be left out, and whom a listed document cannot reach */
  async prepare(today: string): Promise<{ problems: DeskProblem[] }> {
    const problems: DeskProblem[] = [];
    const wanted: { id: string; number: number }[] = [];
    for await (const { facts, standing } of this.judged(today, true)) {
      if (!standing.listed) {
        if (isFault(standing.why)) problems.push(this.problem(facts.number, standing.why));
        continue;
      }
      for (const { name, published } of facts.recipients)
        if (!published) problems.push(this.problem(facts.number, 'recipient', { name }));
      if (facts.textStale) wanted.push({ id: facts.id, number: facts.number });
    }
    problems.push(...(await this.draw(wanted)));
    return { problems };
  }

  /** To be told once a run has published what was listed at that instant: what was asked to be sent again was. */
  async afterRun(listedAt: Date): Promise<void> {
    await this.work.write(async ({ query }) => {
      await query(sql`
        UPDATE publication_settings SET resend_since = NULL WHERE resend_since IS NOT NULL
          AND NOT EXISTS (SELECT FROM publication_settings_change c WHERE c.part = 'renvoi' AND c.changed_at > ${listedAt})`);
      await query(sql`UPDATE correspondence SET resend_requested_at = NULL WHERE resend_requested_at <= ${listedAt}`);
    });
  }

  /** Newest first. What is replaced by one that is listed is not. `drawable`: as if every text had its PDF. */
  private async *judged(today: string, drawable = false): AsyncGenerator<{ facts: StoredFacts; standing: Standing }> {
    const replaced = new Set<number>();
    const batches = streamed<StoredFacts[]>((push) =>
      this.work.read(async (query) => {
        for await (const batch of readFacts(query, today)) if (!(await push(batch))) return;
      }),
    );
    for await (const batch of batches) {
      for (const facts of batch) {
        const own = standingOf(facts, today, drawable || facts.text !== null);
        const standing: Standing = replaced.delete(facts.number) ? { listed: false, why: 'replaced' } : own;
        const takes = standing !== own || takesThePlace(facts, own);
        if (facts.replacesNumber !== null && takes) replaced.add(facts.replacesNumber);
        yield { facts, standing };
      }
    }
  }

  private async draw(wanted: { id: string; number: number }[]): Promise<DeskProblem[]> {
    const problems: DeskProblem[] = [];
    const rest = wanted.values();
    let failures = 0;
    const lane = async () => {
      for (const { id, number } of rest) {
        try {
          if (failures >= FAILURES_IN_A_ROW) throw new OutsideUnavailable();
          await this.letters.make(id);
          failures = 0;
        } catch (error) {
          if (!(error instanceof OutsideUnavailable)) throw error;
          failures += 1;
          problems.push({ ...this.problem(number, 'no-pdf'), again: true });
        }
      }
    };
    await Promise.all(Array.from({ length: LETTERS_AT_ONCE }, lane));
    return problems;
  }

  private problem(number: number, why: string, values: Record<string, string> = {}): DeskProblem {
    const message = this.translator.say('fr', `correspondence:problems.${why}`, { number: String(number), ...values });
    return { ref: String(number), message, again: false };
  }
}
