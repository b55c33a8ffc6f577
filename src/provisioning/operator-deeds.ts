import type { StaffAccounts } from '../identity/index.js';
import type { OperatorDeed } from '../tenants/index.js';

/** What only the operator does for a tenant's people [ADM-13]. */
export function operatorDeeds(accounts: StaffAccounts): OperatorDeed[] {
  return [
    {
      key: 'compte-maitre',
      order: 10,
      label: 'tenants:operator.deeds.master',
      hint: 'tenants:operator.deeds.master-hint',
      run: async () => {
        const { login, oneTimePassword } = await accounts.resetMaster();
        return [{ what: 'master-password', of: login, value: oneTimePassword }];
      },
    },
  ];
}
