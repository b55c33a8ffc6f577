import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { crossCheck, type SheetProblem } from './sheet-cross-checks.js';
import { type TenantSheet, tenantSheetSchema } from './tenant-sheet.js';

export const SHEET_FILE = 'tenant.yaml';

/** Every wrong place of a sheet, each with its line; sentences are locale keys, or plain words of the YAML reader. */
export class WrongSheet extends Error {
  constructor(
    readonly file: string,
    readonly problems: readonly (SheetProblem & { line: number | null })[],
  ) {
    super(`${file}: ${problems.map(({ path, sentence }) => `${path.join('.')} ${sentence}`).join('; ')}`);
  }
}

/** @throws WrongSheet naming everything that is wrong at once */
export async function readSheet(folder: string): Promise<TenantSheet> {
  const file = join(basename(folder), SHEET_FILE);
  return parseSheet(await readFile(join(folder, SHEET_FILE), 'utf8'), file);
}

/** @throws WrongSheet */
export function parseSheet(text: string, file: string): TenantSheet {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0) {
    throw new WrongSheet(
      file,
      document.errors.map(({ message, pos }) => ({ path: [], sentence: message.split('\n')[0] ?? '', line: lines.linePos(pos[0]).line })),
    );
  }
  const raw: unknown = document.toJS();
  const parsed = tenantSheetSchema.safeParse(raw);
  const wrong = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => ({ path: path.map(asStep), sentence: message }));
  const problems = [...wrong, ...crossCheck(raw)];
  if (!parsed.success || problems.length > 0) {
    throw new WrongSheet(
      file,
      problems.map((problem) => ({ ...problem, line: lineOf(document, lines, problem.path) })),
    );
  }
  return parsed.data;
}

const asStep = (step: PropertyKey) => (typeof step === 'symbol' ? String(step) : step);

/** The line of the nearest part of that path that is written. */
function lineOf(document: Document, lines: LineCounter, path: (string | number)[]): number | null {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}
