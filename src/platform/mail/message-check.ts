import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Translator } from '../i18n/index.js';
import { ViewEngine } from '../views/index.js';
import { declaredMessages } from './message-kind.js';
import { viewOf } from './message-writer.js';

/** A message without its words stops the boot. */
@Injectable()
export class MessageCheck implements OnApplicationBootstrap {
  constructor(
    private readonly views: ViewEngine,
    private readonly translator: Translator,
  ) {}

  onApplicationBootstrap(): void {
    const problems = [...declaredMessages().values()].flatMap((kind) => {
      const [room, letter] = kind.name.split('/');
      if (kind.channel === 'sms') return this.sentence(`${room}:sms.${letter}`);
      const view = viewOf(kind);
      return [
        ...this.sentence(`${room}:email.${letter}.subject`),
        ...[view, `${view}.text`].flatMap((name) => (this.views.has(name) ? [] : [`view ${name}`])),
      ];
    });
    if (problems.length > 0) throw new Error(`Messages lack their words:\n  - ${problems.join('\n  - ')}`);
  }

  private sentence(key: string): string[] {
    return this.translator.has(key) ? [] : [`sentence ${key}`];
  }
}
