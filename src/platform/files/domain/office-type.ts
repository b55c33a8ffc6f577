import { DOCX, ODS, ODT, XLSX } from './media-types.js';

const ODF_TYPES = [ODT, ODS];
const MACRO_PARTS = /(^|\/)vbaProject[^/]*\.bin$|^(Basic|Scripts)\//i;
const MACRO_CONTENT = /macroEnabled|vnd\.ms-office\.vbaProject/i;

/**
 * What an archive is, by its list of names and the two texts that declare its content (`[Content_Types].xml` of Office, `mimetype`
 * of OpenDocument; '' when absent). null: an archive of another kind.
 */
export function officeType(names: string[], contentTypes: string, mimetype: string): string | null {
  if (ODF_TYPES.includes(mimetype.trim()) && names.includes('content.xml')) return mimetype.trim();
  if (contentTypes === '') return null;
  if (names.includes('word/document.xml')) return DOCX;
  if (names.includes('xl/workbook.xml')) return XLSX;
  return null;
}

export function holdsMacros(names: string[], contentTypes: string): boolean {
  return MACRO_CONTENT.test(contentTypes) || names.some((name) => MACRO_PARTS.test(name));
}
