import { Injectable } from '@nestjs/common';
import { context } from '../../platform/context/index.js';
import { type SentenceValues, Translator } from '../../platform/i18n/index.js';
import type { BusinessLine } from '../../platform/tenancy/index.js';
import type { Reach } from './binder-reach.queries.js';
import { binderName } from './domain/binder-name.js';
import { ALL_LEVELS } from './domain/levels.js';

/** What pages and refusals say of binders, in the viewer's language. */
@Injectable()
export class BinderWords {
  constructor(private readonly translator: Translator) {}

  say(key: string, values?: SentenceValues): string {
    return this.translator.say(context().locale, `binders:${key}`, values);
  }

  /** Of another room's words. */
  sentence(key: string): string {
    return this.translator.say(context().locale, key);
  }

  /** Whoever is no longer of the staff is a colleague. */
  who(name: string | null): string {
    return name ?? this.say('colleague');
  }

  name({ path }: { path: readonly string[] }): string {
    return binderName(path);
  }

  /** "142 documents deviendraient visibles de 318 copropriétaires", in a sentence that names the two. */
  reach(key: string, line: BusinessLine, { documents, readers }: Reach, values: SentenceValues = {}): string {
    return this.say(key, {
      ...values,
      count: documents,
      documents: this.say('count.documents', { count: documents }),
      readers: this.say(`count.readers-${line}`, { count: readers }),
    });
  }

  /** "Membre du conseil syndical, Président du conseil syndical"; "Non visible" for none. */
  levels(levels: readonly string[]): string {
    const named = ALL_LEVELS.filter((level) => levels.includes(level)).map((level) => this.say(`levels.${level}`));
    return named.length > 0 ? named.join(', ') : this.say('hidden');
  }
}
