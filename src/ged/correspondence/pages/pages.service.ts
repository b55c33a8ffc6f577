import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { context, currentTenant } from '../../../platform/context/index.js';
import type { SentenceValues } from '../../../platform/i18n/index.js';
import { Translator } from '../../../platform/i18n/index.js';
import type { BusinessLine } from '../../../platform/tenancy/index.js';

export interface Choice<Value = string> {
  value: Value;
  label: string;
}

/** What the pages of this part all need: words, the day, the choices they share. */
@Injectable()
export class DeskPages {
  constructor(
    private readonly translator: Translator,
    private readonly clock: Clock,
  ) {}

  say(key: string, values?: SentenceValues): string {
    return this.translator.say(context().locale, `correspondence:${key}`, values);
  }

  options<Value extends string>(prefix: string, values: readonly Value[]): Choice<Value>[] {
    return values.map((value) => ({ value, label: this.say(`${prefix}.${value}`) }));
  }

  lineName(line: BusinessLine | 'both'): string {
    return this.say(`lines.${line}`);
  }

  get today(): string {
    return this.clock.today(currentTenant().timeZone);
  }

  get now(): Date {
    return this.clock.now();
  }

  may(permission: string): boolean {
    const { viewer } = context();
    return viewer.kind === 'staff' && viewer.permissions.has(permission);
  }
}
