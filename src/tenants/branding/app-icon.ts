import { paletteOf } from '../../platform/views/index.js';
import { initialsOf } from '../domain/initials.js';

/** A square drawing in the agency's colour, for browser tabs and the home screens of phones: logos are seldom square. */
export function appIcon({ name, colour }: { name: string; colour: string }): string {
  const { brand, onBrand } = paletteOf(colour);
  const initials = initialsOf(name);
  const size = initials.length > 1 ? 240 : 300;
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">',
    `<rect width="512" height="512" fill="${brand}"/>`,
    `<text x="256" y="256" dy="0.36em" text-anchor="middle" font-family="Inter, Helvetica, Arial, sans-serif" font-weight="600"`,
    ` font-size="${size}" fill="${onBrand}">${initials}</text>`,
    '</svg>\n',
  ].join('');
}
