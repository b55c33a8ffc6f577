import Handlebars from 'handlebars';

/** `{{#if (not rows)}}`: what `unless` says, inside an expression; an empty list is nothing. */
export function notHelper(value: unknown): boolean {
  return Handlebars.Utils.isEmpty(value);
}
