/** Where a document stands on a day (`YYYY-MM-DD`): residents see it, will, or saw it until its end. */
export type DocumentStanding = 'shown' | 'to_come' | 'ended';

export function standingOf(
  { publishedFrom, publishedUntil }: { publishedFrom: string; publishedUntil: string | null },
  today: string,
): DocumentStanding {
  if (publishedFrom > today) return 'to_come';
  return publishedUntil !== null && publishedUntil < today ? 'ended' : 'shown';
}
