export type Step = 'up' | 'down';

/** The list with one of it a place higher or lower; as it was at the ends, and for what is not in it. */
export function stepped(ids: readonly string[], id: string, step: Step): string[] {
  const from = ids.indexOf(id);
  const to = from + (step === 'up' ? -1 : 1);
  if (from < 0 || to < 0 || to >= ids.length) return [...ids];
  const without = ids.filter((one) => one !== id);
  return [...without.slice(0, to), id, ...without.slice(to)];
}

/** What is in both, in the order wished; what was not named stays behind the one it followed. */
export function reordered(current: readonly string[], wished: readonly string[]): string[] {
  const known = [...new Set(wished)].filter((id) => current.includes(id));
  const result = [...known];
  current.forEach((id, index) => {
    if (known.includes(id)) return;
    const before = current[index - 1];
    result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, id);
  });
  return result;
}
