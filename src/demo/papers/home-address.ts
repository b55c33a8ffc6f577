import type { Flat } from '../world/rental.js';

/** "T3 n° 4, 12 rue Saint-Nicolas, 54000 Nancy". */
export const homeOf = ({ spec, rental }: Flat): string =>
  `${spec.rooms} n° ${spec.number}, ${rental.address.line1}, ${rental.address.postalCode} ${rental.address.city}`;
