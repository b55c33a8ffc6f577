import type { HelperOptions } from 'handlebars';
import type { SentenceValues, Translator } from '../../i18n/index.js';
import { BadViewValue, scopeOf } from './scope.js';

/** `{{t "accounts:statement.title" name=building.name}}`: the sentence in the reader's language; `count=` chooses the plural. */
export function tHelper(translator: Translator) {
  return (key: unknown, options: HelperOptions): string => {
    if (typeof key !== 'string') throw new BadViewValue('t', key, 'a key "room:sentence"');
    const values: Record<string, unknown> = options.hash;
    for (const [name, value] of Object.entries(values)) {
      if (typeof value !== 'string' && typeof value !== 'number') {
        throw new BadViewValue(`t "${key}" ${name}`, value, 'a text or a number');
      }
    }
    return translator.say(scopeOf(options).locale, key, values as SentenceValues);
  };
}
