import { boilerRoom, garden, scaffolding } from '../scenes/works.js';
import { front } from '../scenes/front.js';
import { hall, livingRoom, stainedCeiling } from '../scenes/inside.js';
import type { Agency, SyndicHome } from '../world/build-world.js';
import type { Picture, RentalSpec } from '../world/types.js';

const WALLS = ['#e8d9b8', '#d9b79a', '#e9e4d8', '#c9b8a3', '#dfcfb5', '#cfd3d6'];
const wallOf = (index: number): string => WALLS[index % WALLS.length] ?? '#ddd';
/** Houses let that the agency photographed. */
const RENTALS = 3;

/** What the agency photographed: its buildings, drawn from what is known of each, and two homes of its cast. */
export function picturesOf({ homes, spec }: Pick<Agency, 'homes' | 'spec'>): Picture[] {
  return [
    ...homes.flatMap((home, index) => ofHome(home, index)),
    ...spec.rentals.slice(0, RENTALS).flatMap((rental, index) => ofRental(rental, index)),
  ];
}

function ofHome({ spec, owners }: SyndicHome, index: number): Picture[] {
  const { ref, name, apartments, constructionYear, hasLift, works, address } = spec;
  const wall = wallOf(index);
  const look = { floors: Math.max(3, Math.ceil(apartments / 3)), windows: apartments >= 10 ? 6 : 4, wall };
  const old = constructionYear < 1950;
  const taken = (rank: number, title: string, takenOn: string, html: string, lot: string | null = null): Picture => ({
    ref: `P-${ref}-${rank}`,
    building: ref,
    lot,
    title,
    takenOn,
    position: rank,
    place: placeOf(address),
    filename: `IMG_${takenOn.replaceAll('-', '')}_${rank}.jpg`,
    html,
  });
  const third = works
    ? taken(3, works.label, '2026-09-18', scaffolding(wall))
    : index % 2 === 0
      ? taken(3, 'Chaufferie', '2026-02-03', boilerRoom())
      : taken(3, 'Jardin', '2026-05-14', garden());
  // Of the first building, the home of a co-owner of the cast.
  const damaged = index === 0 ? owners[2]?.lots[0]?.ref : undefined;
  return [
    taken(1, `${name} – façade sur rue`, '2026-05-14', front({ ...look, hasPitchedRoof: old, hasBalconies: !old })),
    taken(2, 'Hall d’entrée', '2026-05-14', hall(wall, hasLift)),
    third,
    ...(damaged ? [taken(4, 'Dégât des eaux – plafond de la cuisine', '2026-10-22', stainedCeiling(), damaged)] : []),
  ];
}

function ofRental({ ref, name, constructionYear }: RentalSpec, index: number): Picture[] {
  const old = constructionYear < 1950;
  const wall = wallOf(index + 3);
  const look = { floors: 4, windows: 4, wall, hasPitchedRoof: old, hasBalconies: !old };
  const usual = { building: ref, takenOn: '2026-03-11', place: null };
  return [
    {
      ...usual,
      ref: `P-${ref}-1`,
      position: 1,
      lot: null,
      title: `${name} – façade`,
      filename: `IMG_20260311_${ref}.jpg`,
      html: front(look),
    },
    {
      ...usual,
      ref: `P-${ref}-2`,
      position: 2,
      lot: `${ref}-1`,
      title: 'État des lieux – séjour',
      filename: `IMG_20260311_${ref}_2.jpg`,
      html: livingRoom(wall),
    },
  ];
}

function placeOf({ latitude, longitude }: SyndicHome['spec']['address']): Picture['place'] {
  return latitude && longitude ? { latitude, longitude } : null;
}
