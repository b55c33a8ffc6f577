import { paletteOf } from '../../platform/views/index.js';
import { initialsOf } from '../domain/initials.js';
import type { DrawnLogo } from './draw-logo.js';

export interface Look {
  name: string;
  colour: string;
  logo: DrawnLogo | null;
}

const FONT = 'font-family="Inter, Helvetica, Arial, sans-serif"';

/** How pages look in that colour with that logo, drawn: the head of a page, a link, a button, on white and on paper. */
export function lookPreview({ name, colour, logo }: Look, words: { link: string; button: string }): string {
  const { brand, onBrand, accent, onAccent, soft, line } = paletteOf(colour);
  const mark = logo
    ? `<image x="28" y="26" width="220" height="56" preserveAspectRatio="xMinYMid meet" href="data:${logo.type};base64,${logo.bytes.toString('base64')}"/>`
    : `<rect x="28" y="30" width="48" height="48" rx="10" fill="${brand}"/><text x="52" y="62" ${FONT} font-size="22" font-weight="600" text-anchor="middle" fill="${onBrand}">${escaped(initialsOf(name))}</text>`;
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 250" role="img">',
    '<rect width="640" height="250" rx="12" fill="#f9f6f0"/>',
    `<path d="M0 12a12 12 0 0 1 12-12h616a12 12 0 0 1 12 12v92H0z" fill="#ffffff"/><rect y="104" width="640" height="4" fill="${brand}"/>`,
    mark,
    `<text x="612" y="62" ${FONT} font-size="20" font-weight="600" text-anchor="end" fill="#26221d">${escaped(cut(name))}</text>`,
    `<rect x="28" y="136" width="584" height="86" rx="10" fill="${soft}" stroke="${line}"/>`,
    `<text x="52" y="186" ${FONT} font-size="18" text-decoration="underline" fill="${accent}">${escaped(words.link)}</text>`,
    `<rect x="420" y="156" width="168" height="46" rx="8" fill="${accent}"/>`,
    `<text x="504" y="185" ${FONT} font-size="17" font-weight="600" text-anchor="middle" fill="${onAccent}">${escaped(words.button)}</text>`,
    '</svg>\n',
  ].join('');
}

const LONGEST = 28;

function cut(name: string): string {
  const letters = [...name];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : name;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
