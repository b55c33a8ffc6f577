import type { RequestHandler } from 'express';

/** Nobody types a NUL, and PostgreSQL keeps none: what a form says is read without. */
export const withoutNul = (text: string): string => text.replaceAll('\0', '');

/** The same for a form that was read: names, texts and lists of texts. Its depth is that which the reader of forms allows. */
export const formWithoutNul: RequestHandler = (request, _response, next) => {
  if (request.is('application/x-www-form-urlencoded')) request.body = cleaned(request.body);
  next();
};

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return withoutNul(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [withoutNul(name), cleaned(held)]));
}
