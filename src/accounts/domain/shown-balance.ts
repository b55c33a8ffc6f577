/** How an agency writes balances: the name is the formula [ACC-43]. */
export type BalanceSign = 'credit_minus_debit' | 'debit_minus_credit';

/** Who owes whom, said in words whatever the sign [ACC-44]. */
export type Side = 'debit' | 'credit' | 'zero';

export interface ShownBalance {
  /** Cents, in the agency's sign. */
  cents: number;
  side: Side;
}

/** A balance as kept (cents, debit minus credit) as it is shown. */
export function shownBalance(kept: number, sign: BalanceSign): ShownBalance {
  const side = kept > 0 ? 'debit' : kept < 0 ? 'credit' : 'zero';
  return { cents: shownCents(kept, sign), side };
}

export function shownCents(kept: number, sign: BalanceSign): number {
  return sign === 'debit_minus_credit' || kept === 0 ? kept : -kept;
}
