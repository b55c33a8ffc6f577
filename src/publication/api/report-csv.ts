import type { Problem } from '../manifest/manifest.types.js';

const COLUMNS = ['section', 'severity', 'code', 'ref', 'line', 'column', 'message'] as const;
const FORMULA = /^[=+\-@\t\r]/;

/** `section;severity;code;ref;line;column;message`, one problem a line, as spreadsheets of French offices open it. */
export function reportCsv(problems: readonly Problem[]): string {
  const lines = problems.map((problem) => COLUMNS.map((column) => cell(problem[column])).join(';'));
  return [COLUMNS.join(';'), ...lines, ''].join('\r\n');
}

/** A cell that would be a formula is given as text. */
function cell(value: string | number | null): string {
  const text = String(value ?? '');
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
