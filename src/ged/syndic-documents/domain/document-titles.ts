const TITLE_CHARACTERS = 160;

/** What each file is called for its readers: the title given, numbered when there are several; without one, the name of its file. */
export function titlesOf(title: string, filenames: readonly string[]): string[] {
  return filenames.map((name, index) => {
    if (title === '') return cut(name.replace(/\.[^.]{1,8}$/, '').trim() || name);
    return cut(filenames.length === 1 ? title : `${title} (${index + 1})`);
  });
}

const cut = (title: string) => [...title].slice(0, TITLE_CHARACTERS).join('');
