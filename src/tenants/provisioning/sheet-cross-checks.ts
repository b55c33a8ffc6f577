import { z } from 'zod';
import { featureProblems } from '../domain/features.js';
import { tenantSheetSchema } from './tenant-sheet.js';

export interface SheetProblem {
  path: (string | number)[];
  /** Locale key. */
  sentence: string;
}

const { shape } = tenantSheetSchema;
const named = <Key extends string>(key: Key) => z.array(z.looseObject({ [key]: z.string().catch('') })).catch([]);

/** The parts that must agree; a part that is wrong in itself is left out here and named by its own schema. */
const partsSchema = z.object({
  domain: z.string().catch(''),
  aliases: z.array(z.string()).catch([]),
  kind: shape.kind.catch('agency'),
  lines: shape.lines.catch(['syndic']),
  features: shape.features.catch([]),
  offices: named('name'),
  staff: z.array(z.looseObject({ login: z.string().catch(''), offices: z.array(z.string()).catch([]) })).catch([]),
  master: z.looseObject({ login: z.string().catch('') }).catch({ login: '' }),
  sources: named('code'),
  residents: named('login'),
  publication: z.looseObject({ source: z.string() }).optional().catch(undefined),
});

/** What no single field can tell: every disagreement between parts of a sheet, as read from the file. */
export function crossCheck(raw: unknown): SheetProblem[] {
  const read = partsSchema.safeParse(raw);
  if (!read.success) return [];
  const sheet = read.data;
  const problems: SheetProblem[] = [];
  const report = (sentence: string, ...path: (string | number)[]) => problems.push({ path, sentence });

  if (sheet.kind === 'agency' && sheet.lines.length === 0) report('tenants:sheet.agency-lines', 'lines');
  if (sheet.kind === 'diagnostic_firm' && sheet.lines.length > 0) report('tenants:sheet.firm-lines', 'lines');
  for (const { feature } of featureProblems(sheet.kind, sheet.features)) {
    report('tenants:sheet.feature', 'features', sheet.features.indexOf(feature));
  }
  const codes = sheet.sources.map(({ code }) => code);
  const offices = sheet.offices.map(({ name }) => name);
  for (const index of repeated([sheet.domain, ...sheet.aliases])) report('tenants:sheet.twice', 'aliases', index - 1);
  for (const index of repeated(offices)) report('tenants:sheet.twice', 'offices', index, 'name');
  for (const index of repeated(codes)) report('tenants:sheet.twice', 'sources', index, 'code');
  for (const index of repeated([sheet.master.login, ...sheet.staff.map(({ login }) => login)])) {
    report('tenants:sheet.twice', 'staff', index - 1, 'login');
  }
  for (const index of repeated(sheet.residents.map(({ login }) => login))) report('tenants:sheet.twice', 'residents', index, 'login');
  sheet.staff.forEach((member, at) =>
    member.offices.forEach((name, index) => {
      if (!offices.includes(name)) report('tenants:sheet.unknown-office', 'staff', at, 'offices', index);
    }),
  );
  if (codes.includes('DESK')) report('tenants:sheet.desk', 'sources', codes.indexOf('DESK'), 'code');
  if (sheet.publication && !codes.includes(sheet.publication.source)) report('tenants:sheet.unknown-source', 'publication', 'source');
  return problems;
}

function repeated(names: unknown[]): number[] {
  return names.flatMap((name, index) => (name !== '' && names.indexOf(name) < index ? [index] : []));
}
