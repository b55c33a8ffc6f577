export interface Lasting {
  receivedAt: Date;
  endedAt: Date | null;
}

/**
 * How long a run took, from its reception to its end, waiting included: "48 s", "3 min 05 s", "76 h 12 min". A second at least; null
 * while it has no end. The one rule for the agency and the operator.
 */
export function runDuration({ receivedAt, endedAt }: Lasting): string | null {
  if (!endedAt) return null;
  const seconds = Math.max(1, Math.round((endedAt.getTime() - receivedAt.getTime()) / 1_000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  return `${Math.floor(seconds / 3_600)} h ${two(Math.floor((seconds % 3_600) / 60))} min`;
}

const two = (value: number) => String(value).padStart(2, '0');
