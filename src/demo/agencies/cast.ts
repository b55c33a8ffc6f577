import type { CastMember } from '../world/types.js';

const PROVISIONAL = 'Bienvenue-Sophie-26';
const member = (
  ref: string,
  civility: CastMember['civility'],
  firstName: string,
  lastName: string,
  login: string,
  initialPassword?: string,
): CastMember => ({
  ref,
  civility,
  firstName,
  lastName,
  login,
  initialPassword,
});

/** The people every telling of the demo has: one resident of each kind, and those that are more than one thing. */
export const SAURUPT = {
  president: member('T1001', 'Mme', 'Léa', 'ROUX', 'lea.roux'),
  councilMember: member('T1002', 'M.', 'Pierre', 'LALLEMAND', 'pierre.lallemand'),
  coOwner: member('T1003', 'Mme', 'Anne', 'MARTIN', 'anne.martin'),
  otherCouncilMember: member('T1008', 'M.', 'Bernard', 'VAUTRIN', 'bernard.vautrin'),
  /** Co-owner of a flat that the agency lets for her. */
  coOwnerAndLandlord: member('T1004', 'Mme', 'Monique', 'HENRY', 'monique.henry'),
  landlord: member('T1005', 'M.', 'Paul', 'DUPONT', 'paul.dupont'),
  lessee: member('T1006', 'M.', 'Karim', 'BENALI', 'karim.benali'),
  /** Has not signed in yet. */
  newLessee: member('T1007', 'Mme', 'Sophie', 'GÉRARD', 'sophie.gerard', PROVISIONAL),
} as const;

export const MOSAN = {
  president: member('T1001', 'M.', 'Étienne', 'COLLIGNON', 'etienne.collignon'),
  coOwner: member('T1002', 'Mme', 'Hélène', 'PETITJEAN', 'helene.petitjean'),
  landlord: member('T1003', 'Mme', 'Odile', 'HUMBERT', 'odile.humbert'),
  lessee: member('T1004', 'M.', 'Mehdi', 'HADDAD', 'mehdi.haddad'),
} as const;
