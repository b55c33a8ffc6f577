import { InvalidInput } from '../../../platform/errors/index.js';
import { binderName } from './binder-name.js';

interface NamedBinder {
  path: readonly string[];
  complianceKind: string | null;
}

/** What a form of the name was drawn with. */
export const seenOf = ({ path, complianceKind }: NamedBinder) => `${complianceKind ?? ''}|${binderName(path)}`;

/** @throws InvalidInput when someone gave it another name while the form was open; sent again, it is given this one */
export function refuseIfRenamed(
  binder: NamedBinder,
  typed: { name: readonly string[]; complianceKind: string | null; seen: string },
  who: string,
): void {
  const now = seenOf(binder);
  if (typed.seen === now || now === seenOf({ path: typed.name, complianceKind: typed.complianceKind })) return;
  throw new InvalidInput([
    { field: '', sentence: 'binders:meanwhile.summary', values: { who } },
    { field: 'name', sentence: 'binders:meanwhile.name', values: { who, name: binderName(binder.path) } },
  ]);
}
