const SMALL_WORDS = new Set(
  'de du des la le les et l d agence cabinet immobilier immobiliere immo syndic gerance sarl sas'.split(' '),
);

/** One or two letters that stand for an agency: "Cabinet Saurupt" → S, "Diag Lorraine" → DL. */
export function initialsOf(name: string): string {
  const letters = tellingWords(name)
    .slice(0, 2)
    .map((word) => [...plain(word)][0]?.toUpperCase() ?? '');
  return letters.join('') || '·';
}

/** What a phone writes under an icon: the whole name when it fits, else its first telling words. */
export function shortNameOf(name: string, most: number): string {
  if (name.length <= most) return name;
  const words = tellingWords(name);
  let short = '';
  for (const word of words) {
    if (short !== '' && short.length + 1 + word.length > most) break;
    short = short === '' ? word : `${short} ${word}`;
  }
  return short.slice(0, most) || name.slice(0, most);
}

function tellingWords(name: string): string[] {
  const words = name.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => plain(word) !== '');
  const telling = words.filter((word) => !SMALL_WORDS.has(plain(word).toLowerCase()));
  return telling.length > 0 ? telling : words;
}

function plain(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '');
}
