import { formatInstantDay, formatTime } from '../../platform/i18n/index.js';
import { ManifestRefused, type ManifestHeader, type ProblemCode } from '../manifest/manifest.types.js';

export interface Admission {
  source: { code: string; lines: readonly string[]; active: boolean; lastAppliedGeneratedAt: Date | null };
  tenant: { lines: readonly string[]; features: readonly string[]; timeZone: string };
  now: Date;
  /** A replay is by nature of an earlier date. */
  isReplay: boolean;
}

const EARLY_HOURS = 24;
const HOUR_MS = 3_600_000;

/** May this manifest come in at all, by its header? @throws ManifestRefused (MAN-09, MAN-11, MAN-13) */
export function admit(header: ManifestHeader, { source, tenant, now, isReplay }: Admission): void {
  if (header.source !== source.code)
    refuse('MAN-09', `La source « ${header.source} » n’est pas celle de la clé (${source.code}).`);
  if (!source.active) refuse('MAN-09', `La source « ${source.code} » est suspendue.`);
  if (!tenant.features.includes('extranet')) refuse('MAN-13', 'L’option « Extranet » n’est pas active.');
  for (const line of header.lines) {
    if (!tenant.lines.includes(line)) refuse('MAN-13', `Le métier « ${line} » n’est pas actif.`);
    if (!source.lines.includes(line))
      refuse('MAN-09', `Le métier « ${line} » n’est pas permis à la source « ${source.code} ».`);
  }
  if (!isReplay) checkDates(header.generatedAt, source.lastAppliedGeneratedAt, now, tenant.timeZone);
}

function checkDates(generatedAt: Date, lastApplied: Date | null, now: Date, timeZone: string): void {
  const instant = (date: Date) => `${formatInstantDay(date, timeZone, 'fr')} à ${formatTime(date, timeZone)}`;
  if (lastApplied && generatedAt <= lastApplied) {
    refuse(
      'MAN-11',
      `Bordereau du ${instant(generatedAt)}, périmé : celui du ${instant(lastApplied)} est déjà appliqué.`,
    );
  }
  if (generatedAt.getTime() > now.getTime() + EARLY_HOURS * HOUR_MS) {
    refuse('MAN-11', `Bordereau daté du ${instant(generatedAt)}, alors que nous sommes le ${instant(now)}.`);
  }
}

function refuse(code: ProblemCode, message: string): never {
  throw new ManifestRefused({ severity: 'refusal', code, section: null, ref: null, line: null, column: null, message });
}
