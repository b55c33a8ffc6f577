import Handlebars from 'handlebars';

/** As templates do. */
export function escapeHtml(text: string): string {
  return Handlebars.escapeExpression(text);
}
