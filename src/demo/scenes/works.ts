import { gradient, scene, times } from './scene.js';

/** The boiler room. */
export const boilerRoom = (): string =>
  scene(
    `<rect width="800" height="560" fill="#c9c7c0"/><rect y="440" width="800" height="120" fill="#8d8a83"/>${times(14, (index) => `<path d="M0 ${40 + index * 30}h800" stroke="#b8b5ad"/>`)}${[120, 330].map(boiler).join('')}
    <g fill="none" stroke="#b5482f" stroke-width="16"><path d="M190 180v-80h440v120"/><path d="M400 180v-60"/></g><g fill="none" stroke="#2f5f8f" stroke-width="16"><path d="M230 180v-40h440v260"/></g>
    <g><rect x="570" y="220" width="120" height="200" rx="50" fill="#d8d3c6" stroke="#9a958a"/><circle cx="630" cy="280" r="20" fill="#fff" stroke="#555" stroke-width="3"/><path d="M630 280l9-11" stroke="#c22" stroke-width="3"/></g><rect x="706" y="120" width="64" height="90" fill="#e9e9e6" stroke="#888"/>${times(3, (index) => `<rect x="714" y="${134 + index * 22}" width="48" height="10" fill="#bbb"/>`)}`,
  );

const boiler = (x: number): string =>
  `<rect x="${x}" y="180" width="160" height="260" rx="8" fill="#3d6079"/><rect x="${x + 14}" y="200" width="132" height="70" fill="#e6e9ea"/><circle cx="${x + 46}" cy="234" r="18" fill="#fff" stroke="#444" stroke-width="3"/><rect x="${x + 78}" y="222" width="54" height="24" fill="#1f2a22"/><text x="${x + 105}" y="239" fill="#7dff9b" font-family="monospace" font-size="15" text-anchor="middle">62 °C</text><rect x="${x + 30}" y="320" width="100" height="80" rx="6" fill="#2f4c61" stroke="#223a4b" stroke-width="3"/>`;

/** The wall on the yard, behind its scaffolding. */
export const scaffolding = (wall: string): string =>
  scene(
    `<rect width="800" height="560" fill="url(#sky)"/><rect x="60" y="60" width="680" height="440" fill="${wall}"/><rect x="60" y="60" width="340" height="440" fill="#fff" opacity=".28"/><rect y="500" width="800" height="60" fill="#9b8f7d"/>${times(3, (floor) => times(5, (column) => `<rect x="${110 + column * 130}" y="${100 + floor * 135}" width="60" height="76" fill="#f4f2ec"/><rect x="${115 + column * 130}" y="${105 + floor * 135}" width="50" height="66" fill="#5d7386"/>`))}
    <g stroke="#8a9096" stroke-width="6">${times(8, (index) => `<path d="M${50 + index * 100} 30v490"/>`)}${times(4, (index) => `<path d="M40 ${70 + index * 130}h720"/>`)}</g><g fill="#b58a4e">${times(3, (index) => `<rect x="40" y="${196 + index * 130}" width="720" height="10"/>`)}</g><g stroke="#8a9096" stroke-width="3">${times(7, (index) => `<path d="M${50 + index * 100} 330l100-130"/>`)}</g><rect x="440" y="206" width="300" height="124" fill="#3f7f5a" opacity=".4"/>`,
    gradient('sky', '#a9c6dd', '#e6eef3'),
  );

/** The garden behind the building. */
export const garden = (): string =>
  scene(
    `<rect width="800" height="560" fill="url(#sky)"/><rect x="0" y="170" width="800" height="130" fill="#d9c9ae"/>${times(8, (index) => `<rect x="${30 + index * 100}" y="196" width="46" height="62" fill="#6b8194"/>`)}<rect y="280" width="800" height="280" fill="url(#grass)"/><path d="M350 560Q390 400 470 330T560 286h40q-90 60-110 120T540 560z" fill="#d6c8ab"/><g fill="#3f6b39">${times(9, (index) => `<ellipse cx="${40 + index * 95}" cy="${292 + (index % 2) * 8}" rx="58" ry="30"/>`)}</g>
    <g><rect x="150" y="300" width="16" height="130" fill="#5b4636"/><ellipse cx="158" cy="250" rx="100" ry="90" fill="#4c7d45"/><ellipse cx="120" cy="220" rx="50" ry="44" fill="#64995a"/><ellipse cx="158" cy="446" rx="90" ry="14" opacity=".25"/></g><g fill="#7a5b3b"><rect x="600" y="420" width="130" height="10"/><rect x="600" y="396" width="130" height="8"/><rect x="612" y="430" width="8" height="34"/><rect x="710" y="430" width="8" height="34"/></g>${times(14, (index) => `<circle cx="${260 + index * 9}" cy="${470 + (index % 3) * 9}" r="5" fill="${index % 2 ? '#c94f6d' : '#e7b93f'}"/>`)}`,
    `${gradient('sky', '#8fbbe0', '#f1f5f6')}${gradient('grass', '#79a65f', '#4f7d3f')}`,
  );
