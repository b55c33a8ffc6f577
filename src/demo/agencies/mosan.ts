import type { AgencySpec, FlatSpec } from '../world/types.js';
import { MOSAN as CAST } from './cast.js';

const MANAGER = 'C-VOUDIN';
const flat = (
  number: string,
  rooms: string,
  area: number,
  landlord: number,
  rent: number,
  since: string,
  more: Partial<FlatSpec> = {},
): FlatSpec => ({
  number,
  kind: 'apartment',
  rooms,
  area,
  floor: `${number}e étage`,
  landlord,
  lessee: null,
  rent: rent * 100,
  charges: 4500,
  since,
  pays: 'at once',
  ...more,
});
const toul = (line1: string) => ({ line1, postalCode: '54200', city: 'Toul', country: 'FR' });

/** A smaller agency in the next town, which must never see anything of the first. */
export function mosanSpec(logo: string): AgencySpec {
  return {
    source: 'LSC-TOUL',
    runRef: '2026-11-19T20-00',
    generatedAt: new Date('2026-11-19T20:00:00+01:00'),
    today: '2026-11-19',
    seed: 'mosan',
    lines: ['gerance', 'syndic'],
    letterhead: {
      name: 'Mosan Gestion',
      lines: ['9 rue Michâtel, 54200 Toul', '03 53 01 54 54 · bonjour@mosan.example'],
      card: 'Carte professionnelle CPI 5402 2020 000 045 118, CCI Meurthe-et-Moselle',
      colour: '#8a3b2a',
      logo,
      city: 'Toul',
    },
    staff: [
      {
        ref: MANAGER,
        lastName: 'OUDIN',
        firstName: 'Véronique',
        email: 'veronique.oudin@mosan.example',
        phone: '+33353015401',
        role: 'manager',
      },
      {
        ref: 'C-MWEBER-GER',
        lastName: 'WEBER',
        firstName: 'Martin',
        email: 'martin.weber@mosan.example',
        phone: '+33353015402',
        role: 'manager',
      },
    ],
    syndic: [
      {
        ref: 'I003',
        name: 'Quai de la Glacière',
        address: toul('21 quai de la Glacière'),
        constructionYear: 1962,
        apartments: 7,
        parkings: 2,
        hasLift: false,
        budget: 1_320_000,
        yearBegins: 1,
        meetings: ['2024-05-16', '2025-05-22', '2026-05-21'],
        manager: MANAGER,
        assistant: MANAGER,
        cast: { 0: CAST.president, 1: CAST.coOwner },
        council: [0, 2],
      },
      {
        ref: 'I007',
        name: 'Résidence des Remparts',
        address: toul('4 rue Gambetta'),
        constructionYear: 1989,
        apartments: 6,
        parkings: 2,
        hasLift: true,
        budget: 1_740_000,
        yearBegins: 1,
        meetings: ['2024-06-04', '2025-06-03', '2026-06-02'],
        works: {
          label: 'Modernisation de l’ascenseur',
          total: 3_240_000,
          calls: ['2026-04-01', '2026-07-01', '2026-10-01'],
        },
        manager: MANAGER,
        assistant: MANAGER,
        cast: {},
        council: [1, 0, 3],
      },
    ],
    rentals: [
      {
        ref: 'G001B',
        name: '15 rue Michâtel',
        address: toul('15 rue Michâtel'),
        constructionYear: 1880,
        flats: [
          flat('1', 'T3', 61, 0, 540, '2022-03-01', { lessee: CAST.lessee, benefit: 12_400 }),
          flat('2', 'T2', 42, 0, 430, '2020-10-01'),
          flat('3', 'T2', 41, 1, 425, '2024-07-01', { pays: 'late' }),
        ],
      },
      {
        ref: 'G002B',
        name: '32 rue Gambetta',
        address: toul('32 rue Gambetta'),
        constructionYear: 1936,
        flats: [
          flat('1', 'T4', 82, 2, 660, '2019-02-01'),
          flat('2', 'T3', 66, 3, 570, '2023-09-01'),
          flat('3', 'T3', 65, 3, 565, '2021-06-01', { pays: 'behind' }),
          flat('4', 'T2', 44, 4, 450, '2025-05-01'),
        ],
      },
    ],
    landlords: { cast: [CAST.landlord], count: 5 },
    abundance: 0.4,
  };
}
