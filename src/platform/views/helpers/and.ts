import Handlebars from 'handlebars';

/** `{{#if (and publishable selected)}}`: whether every argument is something. */
export function andHelper(...given: unknown[]): boolean {
  return given.slice(0, -1).every((value) => !Handlebars.Utils.isEmpty(value));
}
