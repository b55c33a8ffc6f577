import { Injectable, Logger } from '@nestjs/common';
import { join } from 'node:path';
import { Clock } from '../../platform/clock/index.js';
import { Config } from '../../platform/config/index.js';
import { type SentenceValues, Translator } from '../../platform/i18n/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { DropFolder } from '../drop-folder/drop-folder.js';
import { SCAN_DROP_FOLDER } from '../drop-folder/kinds.js';
import { Gatekeeper, type Sender } from './gatekeeper.service.js';
import { Operations } from './operations.js';
import { SenderFolder } from './sender-folder.js';

/** What comes within that time is looked at together. */
const GATHERED_MS = 2_000;

/** What a sender who is in is given: a folder, answers in the agency's language, and somebody who looks at what comes. */
@Injectable()
export class SenderDesk {
  private readonly log = new Logger('sftp');

  constructor(
    private readonly config: Config,
    private readonly gatekeeper: Gatekeeper,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly translator: Translator,
  ) {}

  /** The folder is made if the clock has not made it yet. */
  async prepare(sender: Sender): Promise<void> {
    await this.folderOf(sender).ensure();
  }

  operationsOf(sender: Sender): Operations {
    return new Operations(new SenderFolder(this.folderOf(sender)), sender.source.code, this.announcing(sender));
  }

  isStillWelcome(sender: Sender): Promise<boolean> {
    return this.gatekeeper.isStillWelcome(sender);
  }

  asSender<T>({ tenant, address }: Sender, work: () => T): T {
    return this.gatekeeper.inTenant(tenant, address, work);
  }

  say({ tenant }: Sender, sentence: string, values: SentenceValues): string {
    return this.translator.say(tenant.locale ?? 'fr', sentence, values);
  }

  unexpected(error: unknown): void {
    this.log.error(error instanceof Error ? error.stack : String(error));
  }

  private folderOf({ tenant, source }: Sender): DropFolder {
    return new DropFolder(join(this.config.dropRoot, tenant.domain, source.code));
  }

  /** The folder is looked at soon rather than at the next half-minute (PUB-82); once for what comes together. */
  private announcing({ source }: Sender): () => Promise<void> {
    let next = 0;
    return async () => {
      const now = this.clock.now().getTime();
      if (now < next) return;
      next = now + GATHERED_MS;
      await this.jobs.later(SCAN_DROP_FOLDER, { sourceId: source.id }, { key: source.id, runAt: new Date(next) });
    };
  }
}
