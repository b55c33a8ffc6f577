const EXTENSIONS: Record<string, string> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'text/plain': 'txt',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
};

/** Which drawing a file is listed with; undefined: the plain one. */
export function fileKind(mediaType: string): 'pdf' | 'image' | 'sheet' | 'text' | undefined {
  if (mediaType === 'application/pdf') return 'pdf';
  if (mediaType.startsWith('image/')) return 'image';
  if (/spreadsheet/.test(mediaType)) return 'sheet';
  return /text|document/.test(mediaType) ? 'text' : undefined;
}

export interface NamedDocument {
  title: string;
  /** `YYYY-MM-DD` */
  date: string;
  mediaType: string;
}

/** The name a document is saved under: "2025-06-12 - Procès-verbal.pdf". Its original name is nobody's but the agency's [GED-27]. */
export function savedName({ title, date, mediaType }: NamedDocument): string {
  return `${date} - ${filenameOf(title, mediaType)}`;
}

/** A name for the file of a document, made of its title. */
export function filenameOf(title: string, mediaType: string): string {
  return `${asFilename(title)}.${EXTENSIONS[mediaType] ?? 'bin'}`;
}

const NAME_LIMIT = 120;

/** A text as one name that Windows, macOS and Linux take; never empty, never a way out of its folder. */
export function asFilename(text: string): string {
  const clean = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const cut = [...clean]
    .slice(0, NAME_LIMIT)
    .join('')
    .replace(/[. ]+$/, '')
    .replace(/^\.+/, '');
  return cut === '' ? 'document' : cut;
}
