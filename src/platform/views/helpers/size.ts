/** `{{t "common:form.summary-title" count=(size errors)}}`: how many entries a list or a record has; 0 for nothing. */
export function sizeHelper(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}
