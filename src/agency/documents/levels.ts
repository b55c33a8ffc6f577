/** Sentence keys of whom a binder is readable by; in "Documents du syndic" each document says it for itself (GED-75). */
export function levelSentences({ role, levels }: { role: string; levels: readonly string[] }): string[] {
  if (role === 'syndic_documents') return ['agency:documents.levels.by-document'];
  const known = ORDER.filter((level) => levels.includes(level));
  return known.length === 0 ? [] : known.map((level) => `agency:documents.levels.${level}`);
}

const ORDER = ['landlord', 'lessee', 'co_owner', 'council_member', 'president'];
