import { gradient, scene, times } from './scene.js';

/** Floor, walls and ceiling of a room seen from its door; `tiles` are the lines of its floor. */
const room = (wall: string, floor: string, tiles: string): string =>
  `<rect width="800" height="560" fill="${wall}"/><polygon points="0,0 800,0 590,110 210,110" fill="#f3f1ec"/><polygon points="0,0 210,110 210,400 0,560" fill="#000" opacity=".1"/><polygon points="800,0 590,110 590,400 800,560" fill="#000" opacity=".16"/><polygon points="0,560 210,400 590,400 800,560" fill="${floor}"/><g clip-path="url(#floor)" stroke="${tiles}" stroke-width="1.5">${times(9, (index) => `<path d="M${210 + index * 47.5} 400L${index * 100} 560"/>`)}${[410, 424, 444, 472, 512].map((y) => `<path d="M0 ${y}h800"/>`).join('')}</g><polygon points="0,560 210,400 590,400 800,560" fill="url(#shine)"/>`;

const SHINE = `<clipPath id="floor"><polygon points="0,560 210,400 590,400 800,560"/></clipPath>${gradient('shine', '#ffffff88', '#ffffff00')}${gradient('metal', '#d3d7da', '#8e9499')}${gradient('day', '#dcebf6', '#fdfdfb')}`;

/** The entrance hall: letter boxes, the lift or the stairs. */
export const hall = (wall: string, hasLift: boolean): string =>
  scene(
    `${room(wall, '#b6a894', '#8f826f')}<g fill="#fff8d8" filter="url(#soft)"><ellipse cx="400" cy="84" rx="70" ry="14"/></g><rect x="352" y="70" width="96" height="16" rx="8" fill="#fffdf2"/>
    <g transform="skewY(14)" transform-origin="60 240">${times(12, (index) => box(36 + (index % 4) * 38, 190 + Math.floor(index / 4) * 46))}</g>${hasLift ? lift() : stairs()}
    <g><rect x="640" y="410" width="54" height="58" fill="#5c4b3d"/><path d="M667 412q-50-60-30-120q20 50 30 70q6-70 40-100q-8 60-20 90q30-20 46-14q-20 50-66 74z" fill="#47713f"/></g>`,
    SHINE,
  );

const box = (x: number, y: number): string =>
  `<rect x="${x}" y="${y}" width="36" height="42" fill="url(#metal)" stroke="#70757a"/><rect x="${x + 6}" y="${y + 8}" width="24" height="4" fill="#41464a"/><rect x="${x + 8}" y="${y + 20}" width="20" height="8" fill="#fff"/><circle cx="${x + 18}" cy="${y + 35}" r="2" fill="#41464a"/>`;

const lift = (): string =>
  `<rect x="330" y="180" width="150" height="220" fill="#6f757b"/><rect x="340" y="190" width="64" height="210" fill="url(#metal)"/><rect x="406" y="190" width="64" height="210" fill="url(#metal)"/><path d="M405 190v210" stroke="#44484c" stroke-width="2"/><rect x="496" y="280" width="16" height="40" fill="#d9dcdf"/><circle cx="504" cy="292" r="4" fill="#e0a030"/><circle cx="504" cy="308" r="4" fill="#888"/><rect x="376" y="160" width="58" height="14" rx="3" fill="#22262a"/><text x="405" y="171" fill="#ff8c1a" font-family="monospace" font-size="12" text-anchor="middle">0</text>`;

const stairs = (): string =>
  `${times(9, (index) => `<polygon points="${300 + index * 18},${400 - index * 24} ${560},${400 - index * 24} ${560},${376 - index * 24} ${300 + index * 18},${376 - index * 24}" fill="${index % 2 ? '#a5825e' : '#b8946d'}" stroke="#7b5e40"/>`)}<path d="M292 330L470 90" stroke="#5a4029" stroke-width="9" stroke-linecap="round"/>${times(9, (index) => `<path d="M${306 + index * 18} ${376 - index * 24}v-${58}" stroke="#3c3f42" stroke-width="3"/>`)}`;

/** A living room on the day its tenant came in. */
export const livingRoom = (wall: string): string =>
  scene(
    `${room(wall, '#c79f6f', '#a37f54')}<rect x="300" y="150" width="200" height="200" fill="#fff"/><rect x="310" y="160" width="86" height="180" fill="url(#day)"/><rect x="404" y="160" width="86" height="180" fill="url(#day)"/><g fill="#7d9b6f" opacity=".6"><ellipse cx="340" cy="320" rx="30" ry="24"/><ellipse cx="460" cy="314" rx="34" ry="30"/></g>
    <rect x="318" y="362" width="164" height="30" fill="#f1f1f1" stroke="#cfcfcf"/>${times(15, (index) => `<path d="M${324 + index * 11} 364v26" stroke="#d8d8d8" stroke-width="2"/>`)}
    <polygon points="640,150 700,128 700,470 640,420" fill="#efe9df" stroke="#c9c1b2"/><circle cx="650" cy="300" r="4" fill="#a58b52"/><rect x="110" y="330" width="12" height="18" fill="#f7f7f7" stroke="#ccc"/><path d="M400 110v34" stroke="#444"/><ellipse cx="400" cy="148" rx="20" ry="8" fill="#fff7dd"/>`,
    SHINE,
  );

/** A kitchen ceiling after the neighbour's bath. */
export const stainedCeiling = (): string =>
  scene(
    `<rect width="800" height="560" fill="#e9e6df"/><polygon points="0,560 0,330 800,410 800,560" fill="#dcd4c6"/><path d="M0 330L800 410" stroke="#bfb7a8" stroke-width="10"/><g filter="url(#soft)"><path d="M250 90q90-60 200-20t150 90q30 90-80 110t-190-10-120-70 40-100z" fill="#c7a56a" opacity=".45"/><path d="M310 120q70-40 150-10t90 70-70 70-140-10-70-60 40-60z" fill="#9d7b46" opacity=".45"/></g><path d="M250 90q90-60 200-20t150 90q30 90-80 110t-190-10-120-70 40-100z" fill="none" stroke="#8c6a3a" stroke-width="3" opacity=".5"/>
    <g stroke="#8f8674" fill="none"><path d="M380 60q10 60-12 96t16 90"/><path d="M430 150q40 10 60 40"/></g><g fill="#fbfaf6" stroke="#c9c2b2"><path d="M392 180l34-12 20 26-22 24-36-8z"/></g><g><rect x="90" y="430" width="170" height="130" fill="#f6f4ee" stroke="#cfc8ba"/><rect x="270" y="450" width="170" height="110" fill="#f6f4ee" stroke="#cfc8ba"/></g>`,
  );
