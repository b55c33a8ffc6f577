import type { FlatSpec, RentalSpec } from '../world/types.js';
import type { SAURUPT } from './cast.js';

type Short = [
  number: string,
  rooms: string,
  area: number,
  floor: string,
  landlord: number,
  rent: number,
  charges: number,
  since: string,
];

/** A flat in a line; who lives there and how he pays come after. */
const flat = (
  [number, rooms, area, floor, landlord, rent, charges, since]: Short,
  more: Partial<FlatSpec> = {},
): FlatSpec => ({
  number,
  kind: 'apartment',
  rooms,
  area,
  floor,
  landlord,
  lessee: null,
  rent: rent * 100,
  charges: charges * 100,
  since,
  pays: 'at once',
  ...more,
});
const nancy = (line1: string) => ({ line1, postalCode: '54000', city: 'Nancy', country: 'FR' });

/** Houses and flats let for fifteen landlords; the first two are of the cast. */
export const lettings = (cast: typeof SAURUPT): RentalSpec[] => [
  {
    ref: 'G101',
    name: '12 rue Saint-Nicolas',
    address: nancy('12 rue Saint-Nicolas'),
    constructionYear: 1890,
    flats: [
      flat(['1', 'T2', 46.5, 'Rez-de-chaussée', 0, 520, 45, '2021-09-01'], { lessee: cast.lessee, benefit: 14_200 }),
      flat(['2', 'T3', 68, '1er étage', 0, 690, 60, '2019-04-01']),
      flat(['3', 'T3', 66.2, '2e étage', 0, 705, 60, '2023-11-01'], { pays: 'late' }),
      flat(['4', 'Studio', 24.8, '3e étage', 0, 390, 30, '2025-09-01']),
    ],
  },
  {
    ref: 'G102',
    name: 'Résidence Gilbert (gérance)',
    address: nancy('1 place Gilbert'),
    constructionYear: 1968,
    flats: [flat(['4', 'T4', 84.3, '1er étage', 1, 860, 110, '2026-09-01'], { lessee: cast.newLessee })],
  },
  {
    ref: 'G103',
    name: '45 rue de Mon-Désert',
    address: nancy('45 rue de Mon-Désert'),
    constructionYear: 1931,
    flats: [
      flat(['1', 'T2', 43, 'Rez-de-chaussée', 2, 495, 40, '2020-02-01']),
      flat(['2', 'T2', 44.1, '1er étage', 2, 510, 40, '2022-07-01'], { benefit: 17_800 }),
      flat(['3', 'T1', 31, '2e étage', 3, 420, 35, '2024-10-01']),
      flat(['5', 'T3', 63.4, '3e étage', 1, 640, 50, '2020-05-01']),
      flat(['4', 'T1', 29.5, '2e étage', 3, 410, 35, '2023-09-01'], { pays: 'behind' }),
    ],
  },
  {
    ref: 'G104',
    name: '8 boulevard Lobau',
    address: nancy('8 boulevard Lobau'),
    constructionYear: 1965,
    flats: [
      flat(['11', 'T3', 71, '2e étage', 4, 720, 85, '2018-06-01']),
      flat(['12', 'T3', 70.4, '2e étage', 5, 715, 85, '2021-01-01'], { pays: 'late' }),
      flat(['21', 'T4', 86, '4e étage', 6, 845, 95, '2022-03-01']),
    ],
  },
  {
    ref: 'G105',
    name: '3 rue du Placieux',
    address: { line1: '3 rue du Placieux', postalCode: '54600', city: 'Villers-lès-Nancy', country: 'FR' },
    constructionYear: 1978,
    flats: [
      flat(['101', 'T2', 48, '1er étage', 7, 540, 65, '2020-09-01']),
      flat(['102', 'T3', 64, '1er étage', 7, 650, 75, '2023-02-01']),
      flat(['203', 'T3', 65, '2e étage', 8, 660, 75, '2024-05-01'], { benefit: 9600 }),
    ],
  },
  {
    ref: 'G106',
    name: '19 avenue du Charmois',
    address: { line1: '19 avenue du Charmois', postalCode: '54500', city: 'Vandœuvre-lès-Nancy', country: 'FR' },
    constructionYear: 1972,
    flats: [
      flat(['6', 'T4', 79, '3e étage', 9, 690, 140, '2017-08-01']),
      flat(['14', 'T3', 62, '7e étage', 10, 610, 120, '2022-11-01'], { benefit: 21_300 }),
      flat(['22', 'T2', 46, '9e étage', 11, 500, 90, '2025-03-01']),
    ],
  },
  {
    ref: 'G107',
    name: 'Maisons de la Malgrange',
    address: { line1: '5 avenue de la Malgrange', postalCode: '54140', city: 'Jarville-la-Malgrange', country: 'FR' },
    constructionYear: 1955,
    flats: [
      flat(['5', 'Maison T5', 108, '–', 12, 980, 25, '2019-07-01'], { kind: 'house' }),
      flat(['7', 'Maison T4', 94, '–', 12, 890, 25, '2021-05-01'], { kind: 'house' }),
      flat(['9', 'Maison T5', 112, '–', 13, 1010, 25, '2024-02-01'], { kind: 'house', pays: 'late' }),
    ],
  },
  {
    ref: 'G108',
    name: '61 rue Saint-Dizier',
    address: nancy('61 rue Saint-Dizier'),
    constructionYear: 1911,
    flats: [
      flat(['1', 'Local commercial', 58, 'Rez-de-chaussée', 14, 1150, 90, '2020-01-01'], { kind: 'shop' }),
      flat(['2', 'T3', 69.5, '1er étage', 14, 740, 70, '2022-09-01']),
      flat(['3', 'T2', 45, '2e étage', 14, 560, 55, '2023-06-01'], { pays: 'behind' }),
      flat(['4', 'T2', 44, '3e étage', 14, 550, 55, '2025-10-01']),
    ],
  },
];
