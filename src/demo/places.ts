import type { Address } from '../publication/manifest/manifest.types.js';
import type { Draft } from '../publication/manifest/write-manifest.js';
import type { Random } from './random.js';

interface Town {
  postalCode: string;
  city: string;
  streets: string[];
}

const TOWNS: Town[] = [
  {
    postalCode: '54000',
    city: 'Nancy',
    streets: [
      'rue Saint-Dizier',
      'rue Stanislas',
      'rue Jeanne-d’Arc',
      'boulevard Lobau',
      'rue de la Commanderie',
      'avenue de Boufflers',
      'rue des Tiercelins',
      'rue Charles-III',
      'cours Léopold',
      'rue Isabey',
      'rue de Mon-Désert',
      'avenue du Général-Leclerc',
    ],
  },
  {
    postalCode: '54500',
    city: 'Vandœuvre-lès-Nancy',
    streets: ['avenue du Charmois', 'rue de Norvège', 'rue Aristide-Briand', 'boulevard de l’Europe'],
  },
  {
    postalCode: '54600',
    city: 'Villers-lès-Nancy',
    streets: ['rue du Placieux', 'avenue de Brabois', 'boulevard de Baudricourt'],
  },
  { postalCode: '54520', city: 'Laxou', streets: ['avenue de l’Europe', 'rue de Maréville', 'boulevard Émile-Zola'] },
  { postalCode: '54130', city: 'Saint-Max', streets: ['avenue Carnot', 'rue Gambetta'] },
  { postalCode: '54140', city: 'Jarville-la-Malgrange', streets: ['rue de la République', 'avenue de la Malgrange'] },
  { postalCode: '54200', city: 'Toul', streets: ['rue Gambetta', 'rue Michâtel', 'quai de la Glacière'] },
  { postalCode: '57000', city: 'Metz', streets: ['rue Serpenoise', 'avenue Foch'] },
];

/** Most people live in Nancy or next to it. */
export function address(random: Random): Draft<Address> {
  const town = random.chance(0.55) ? (TOWNS[0] as Town) : random.pick(TOWNS);
  return {
    line1: `${random.int(1, 140)} ${random.pick(town.streets)}`,
    postalCode: town.postalCode,
    city: town.city,
    country: 'FR',
  };
}
