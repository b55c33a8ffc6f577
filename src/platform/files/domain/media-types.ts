/** Types the product takes, by their registered names. */
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const ODT = 'application/vnd.oasis.opendocument.text';
export const ODS = 'application/vnd.oasis.opendocument.spreadsheet';
export const PDF = 'application/pdf';
export const TEXT = 'text/plain';

export const DOCUMENT_TYPES: readonly string[] = [PDF, 'image/jpeg', 'image/png', TEXT, DOCX, XLSX, ODT, ODS];
export const PHOTO_TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];

/** What a browser may show inside its own window; anything else is only ever saved. */
export const SHOWN_INLINE: readonly string[] = [PDF, TEXT, 'image/jpeg', 'image/png', 'image/webp'];
