import { randomUUID } from 'node:crypto';
import type { BinderRow, BusinessLine } from '../manifest/manifest.types.js';

export interface BinderPlace {
  id: string;
  line: BusinessLine;
  path: string[];
  role: string;
  /** What the source calls it, when it lists it; the desk calls any binder by its identifier. */
  ref: string | null;
}

export interface BinderNames {
  /** The binder of that line and path: the one there is, or a new identifier. */
  idOf(binder: Pick<BinderRow, 'businessLine' | 'path'>): string;
}

export function binderNames(places: readonly BinderPlace[]): BinderNames {
  const key = (line: string, path: readonly string[]) => JSON.stringify([line, ...path]);
  const ids = new Map(places.map(({ line, path, id }) => [key(line, path), id]));
  return {
    idOf: ({ businessLine, path }) => {
      const known = ids.get(key(businessLine, path)) ?? randomUUID();
      ids.set(key(businessLine, path), known);
      return known;
    },
  };
}
