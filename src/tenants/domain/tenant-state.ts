/** `waiting`: the activation form is not validated yet; `closed`: answers to nobody, data kept. */
export type TenantState = 'waiting' | 'active' | 'closed';

export const TENANT_TRANSITIONS: Readonly<Record<TenantState, readonly TenantState[]>> = {
  waiting: ['active', 'closed'],
  active: ['closed'],
  closed: ['active'],
};

export function canBecome(from: TenantState, to: TenantState): boolean {
  return TENANT_TRANSITIONS[from].includes(to);
}
