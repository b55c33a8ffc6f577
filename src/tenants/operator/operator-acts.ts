import { Injectable } from '@nestjs/common';
import { Translator } from '../../platform/i18n/index.js';
import { Say } from '../say.js';
import type { OperatorAct } from './tenant-page.queries.js';

/** An act of an operator in words: `tenants:act.<noun>-<verb>`; one that has none is shown as it is kept. */
@Injectable()
export class OperatorActs {
  constructor(
    private readonly translator: Translator,
    private readonly say: Say,
  ) {}

  shown(act: OperatorAct) {
    const key = `tenants:act.${act.action.replaceAll('.', '-')}`;
    const label = this.translator.has(key) ? this.say.now(key) : act.action;
    return { ...act, label, precision: precision(act.details) };
  }
}

/** The few values that tell one act from another; the whole of it stays in the register. */
function precision(details: Record<string, unknown>): string {
  const after = (details.after ?? details) as Record<string, unknown>;
  return Object.entries(after)
    .filter(([, value]) => typeof value !== 'object' || Array.isArray(value))
    .slice(0, 3)
    .map(([name, value]) => `${name} : ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join(' · ');
}
