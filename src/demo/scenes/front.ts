import { gradient, GROUND, scene, times } from './scene.js';

export interface Front {
  floors: number;
  windows: number;
  wall: string;
  hasPitchedRoof: boolean;
  hasBalconies: boolean;
}

const LEFT = 130;
const WIDTH = 540;
const STREET = 70;

/** A building seen from the other side of the street. */
export function front({ floors, windows, wall, hasPitchedRoof, hasBalconies }: Front): string {
  const height = Math.min(420, floors * 78);
  const top = GROUND.height - STREET - height;
  const step = height / floors;
  const rows = times(floors, (floor) =>
    times(windows, (column) => {
      const x = LEFT + ((column + 0.5) * WIDTH) / windows - 21;
      const y = top + 14 + floor * step;
      return windowAt(x, y, Math.min(50, step - 26), hasBalconies && floor < floors - 1 && column % 2 === 0);
    }),
  );
  return scene(
    `<rect width="800" height="560" fill="url(#sky)"/><g fill="#fff" opacity=".75" filter="url(#soft)"><ellipse cx="170" cy="70" rx="90" ry="18"/><ellipse cx="240" cy="58" rx="60" ry="16"/><ellipse cx="610" cy="96" rx="80" ry="14"/></g>
    <g fill="#b9b0a4" opacity=".75"><rect x="0" y="250" width="120" height="250"/><rect x="690" y="215" width="110" height="285"/></g>
    <rect y="490" width="800" height="70" fill="url(#road)"/><rect y="482" width="800" height="12" fill="#c3c1bb"/>${hasPitchedRoof ? pitched(top) : flat(top)}
    <rect x="${LEFT}" y="${top}" width="${WIDTH}" height="${height}" fill="${wall}"/><rect x="${LEFT}" y="${top}" width="${WIDTH}" height="${height}" fill="url(#light)"/>
    <rect x="${LEFT}" y="${GROUND.height - STREET - 26}" width="${WIDTH}" height="26" fill="#000" opacity=".12"/>${rows}${door()}${trees()}${car()}`,
    `${gradient('sky', '#7fb0dd', '#eef4f8')}${gradient('road', '#7d7f82', '#5f6164')}${gradient('glass', '#8fb2cc', '#3d5468')}<linearGradient id="light"><stop stop-color="#fff" stop-opacity=".22"/><stop offset="1" stop-opacity=".16"/></linearGradient>`,
  );
}

const pitched = (top: number): string =>
  `<polygon points="${LEFT - 14},${top} ${LEFT + 40},${top - 58} ${LEFT + WIDTH - 40},${top - 58} ${LEFT + WIDTH + 14},${top}" fill="#6b5a52"/><g fill="#8a6f60"><rect x="230" y="${top - 86}" width="26" height="36"/><rect x="560" y="${top - 80}" width="22" height="30"/></g>${times(4, (index) => `<path d="M${230 + index * 105} ${top - 12}v-26l15-10 15 10v26z" fill="#d8cdbd"/><rect x="${236 + index * 105}" y="${top - 36}" width="18" height="22" fill="url(#glass)"/>`)}`;

const flat = (top: number): string =>
  `<rect x="${LEFT - 6}" y="${top - 10}" width="${WIDTH + 12}" height="12" fill="#7a7f86"/><g fill="#8b8f95"><rect x="330" y="${top - 34}" width="80" height="26"/><rect x="430" y="${top - 50}" width="4" height="42"/></g>`;

const windowAt = (x: number, y: number, tall: number, hasBalcony: boolean): string =>
  `<rect x="${x}" y="${y}" width="42" height="${tall}" fill="#f4f2ec"/><rect x="${x + 3}" y="${y + 3}" width="36" height="${tall - 6}" fill="url(#glass)"/><path d="M${x + 21} ${y}v${tall}" stroke="#f4f2ec" stroke-width="3"/><path d="M${x + 5} ${y + tall - 8}l14-${tall - 16}h6l-14 ${tall - 16}z" fill="#fff" opacity=".25"/>${
    hasBalcony
      ? `<g stroke="#3c3f42" stroke-width="2" fill="none"><path d="M${x - 10} ${y + tall - 16}h62v22h-62z"/>${times(9, (bar) => `<path d="M${x - 4 + bar * 7} ${y + tall - 16}v22"/>`)}</g>`
      : `<rect x="${x - 3}" y="${y + tall}" width="48" height="4" fill="#00000033"/>`
  }`;

const door = (): string =>
  `<rect x="372" y="414" width="56" height="76" fill="#cfc6b6"/><rect x="378" y="420" width="44" height="70" fill="#4a3b32"/><rect x="384" y="426" width="14" height="40" fill="url(#glass)"/><rect x="402" y="426" width="14" height="40" fill="url(#glass)"/><rect x="434" y="436" width="8" height="14" fill="#d9d9d9"/>`;

const trees = (): string =>
  `<g><rect x="56" y="440" width="10" height="60" fill="#5b4636"/><ellipse cx="62" cy="410" rx="52" ry="70" fill="#4d7a45"/><ellipse cx="44" cy="386" rx="28" ry="34" fill="#5f9054"/><rect x="738" y="450" width="9" height="50" fill="#5b4636"/><ellipse cx="742" cy="424" rx="46" ry="64" fill="#456f3e"/><ellipse cx="756" cy="402" rx="24" ry="30" fill="#5a8a50"/></g>`;

const car = (): string =>
  `<g><ellipse cx="560" cy="530" rx="84" ry="8" opacity=".35"/><path d="M480 524v-18q4-10 24-12l20-20q6-6 16-6h44q12 0 18 8l14 18q24 2 28 14v16z" fill="#8d2f2b"/><path d="M520 494l16-16q4-4 10-4h14v20zM566 474h18q8 0 12 6l10 14h-40z" fill="#c9dbe6"/><g fill="#1d1f21"><circle cx="510" cy="524" r="14"/><circle cx="612" cy="524" r="14"/></g><g fill="#9aa0a6"><circle cx="510" cy="524" r="6"/><circle cx="612" cy="524" r="6"/></g></g>`;
