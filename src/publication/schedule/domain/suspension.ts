/** Why a schedule gives no run, in the order in which one would put it right. */
const HINDRANCES = ['licence', 'inactive', 'no-slot', 'no-domain'] as const;
export type Hindrance = (typeof HINDRANCES)[number];

export interface Standing {
  /** The agency has the feature `extranet` (ADM-07). */
  licensed: boolean;
  /** Switched on by the operator (PUB-16). */
  active: boolean;
  slots: readonly unknown[];
  domainValidated: boolean;
}

/** @returns everything that is missing for runs to come by themselves (PUB-04, PUB-15); nothing when they do */
export function hindrances({ licensed, active, slots, domainValidated }: Standing): Hindrance[] {
  const met: Record<Hindrance, boolean> = {
    licence: licensed,
    inactive: active,
    'no-slot': slots.length > 0,
    'no-domain': domainValidated,
  };
  return HINDRANCES.filter((one) => !met[one]);
}
