import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../platform/context/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { reportCsv } from '../api/report-csv.js';
import { ENDED } from '../domain/run-states.js';
import type { Run } from '../runs/run.queries.js';
import { type MissingFile, RunReading } from '../runs/run-reading.service.js';
import { TransferLog } from '../runs/transfer-log.service.js';
import { missingCsv } from './answer-tables.js';
import { guardJson, refusalOf, refusedJson, reportJson } from './answers.js';
import type { DropFolder } from './drop-folder.js';
import { type Answer, answersDue, movesByItself, type Told } from './folder-rules.js';
import { readReceipt, receiptRefs, removeReceipt, writeReceipt } from './receipts.js';

const PAGE = 5_000;

/** What `out/` tells the sender of the runs that came by the folder (PUB-83, PUB-86). */
@Injectable()
export class Answering {
  constructor(
    private readonly reading: RunReading,
    private readonly transfers: TransferLog,
  ) {}

  /** An answer is written before it is noted as told: after a crash it is written again. @returns whether a run moves by itself */
  async answer(sourceId: string, folder: DropFolder): Promise<boolean> {
    const dropped = await folder.names('in');
    let moving = false;
    for (const runRef of await receiptRefs(folder)) {
      const receipt = await readReceipt(folder, runRef);
      const run = receipt && (await this.runOf(sourceId, receipt.runId));
      if (!run) {
        await removeReceipt(folder, runRef);
        continue;
      }
      const told = await this.tell(folder, runRef, run, receipt.told, dropped.includes(`${runRef}.commit`));
      if (ENDED.includes(run.state)) await removeReceipt(folder, runRef);
      else if (told !== receipt.told) await writeReceipt(folder, runRef, { runId: run.id, told });
      moving ||= movesByItself(run.state);
    }
    return moving;
  }

  private async tell(folder: DropFolder, runRef: string, run: Run, told: Told, commitWaits: boolean): Promise<Told> {
    const due = answersDue({ state: run.state, missingFiles: run.missingFiles, commitWaits }, told);
    for (const answer of due) await this.write(folder, runRef, run, answer);
    if (due.length === 0) return told;
    return {
      missing: due.includes('missing') ? run.missingFiles : told.missing,
      waiting: told.waiting || due.includes('waiting'),
    };
  }

  private async write(folder: DropFolder, runRef: string, run: Run, answer: Answer): Promise<void> {
    if (answer === 'missing') return folder.put('out', `${runRef}.missing.csv`, missingCsv(this.missing(run.id)));
    const view = await this.reading.view(run);
    if (answer === 'waiting') return folder.put('out', `${runRef}.waiting.json`, [guardJson(view)]);
    if (answer === 'refused') {
      const refusal = refusalOf(run, view.problems[0]);
      return folder.put('out', `${runRef}.refused.json`, [refusedJson(runRef, refusal)]);
    }
    const problems = await this.reading.allProblems(run.id);
    const transfers = await this.transfers.xml(run, currentTenant().timeZone);
    if (transfers !== null) await folder.put('out', `${runRef}.transferts.xml`, [transfers]);
    await folder.put('out', `${runRef}.report.csv`, [reportCsv(problems)]);
    await folder.put('out', `${runRef}.report.json`, [reportJson({ ...view, problems })]);
  }

  private async *missing(runId: string): AsyncGenerator<MissingFile> {
    for (let after: string | undefined = ''; after !== undefined;) {
      const files: MissingFile[] = await this.reading.missing(runId, after, PAGE);
      yield* files;
      after = files.length < PAGE ? undefined : files.at(-1)?.sha256;
    }
  }

  /** A receipt is a file of a folder others write to: it may name any run. */
  private async runOf(sourceId: string, runId: string): Promise<Run | null> {
    return this.reading.ofSource(sourceId, runId).catch((error: unknown) => {
      if (error instanceof NotFound) return null;
      throw error;
    });
  }
}
