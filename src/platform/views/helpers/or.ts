import Handlebars from 'handlebars';

/** `{{or title fileName}}`: the first argument that is something. */
export function orHelper(...given: unknown[]): unknown {
  return given.slice(0, -1).find((value) => !Handlebars.Utils.isEmpty(value)) ?? '';
}
