import type { HelperOptions } from 'handlebars';

/** `(record label=(t "…") href="/…")`: the small objects that partials take, written in the view. */
export function recordHelper(options: HelperOptions): Record<string, unknown> {
  return { ...options.hash };
}
