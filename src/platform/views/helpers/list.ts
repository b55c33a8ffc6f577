/** `{{> breadcrumbs steps=(list (link a b) …)}}`: its arguments as a list. */
export function listHelper(...given: unknown[]): unknown[] {
  return given.slice(0, -1);
}
