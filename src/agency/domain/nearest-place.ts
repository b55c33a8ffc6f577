/** The one place of a menu that a path is in: where several hold it, the one that says most of it. */
export function nearestPlace(path: string, places: readonly string[]): string | undefined {
  return places
    .filter((place) => path === place || path.startsWith(`${place}/`))
    .sort((one, other) => other.length - one.length)[0];
}
