import type { SyndicHome } from '../world/build-world.js';
import type { Picture } from '../world/types.js';

const WALLS = ['#e8d9b8', '#d9b79a', '#e9e4d8', '#c9b8a3', '#dfcfb5', '#cfd3d6'];
const SIZE = { width: 800, height: 560 } as const;

/** A picture of the front of each building, drawn from what is known of it. */
export const picturesOf = (homes: readonly SyndicHome[]): Picture[] =>
  homes.map(({ spec }, index) => ({
    ref: `P-${spec.ref}-1`,
    building: spec.ref,
    title: `${spec.name} – façade sur rue`,
    takenOn: '2026-05-14',
    filename: `facade-${spec.ref}.jpg`,
    html: front(
      Math.max(3, Math.ceil(spec.apartments / 3)),
      spec.apartments >= 10 ? 6 : 4,
      WALLS[index % WALLS.length] ?? '#ddd',
      spec.constructionYear < 1950,
    ),
  }));

function front(floors: number, windows: number, wall: string, hasPitchedRoof: boolean): string {
  const height = Math.min(420, floors * 78);
  const left = 130;
  const width = 540;
  const top = SIZE.height - 70 - height;
  const rows = Array.from({ length: floors }, (_, floor) =>
    Array.from({ length: windows }, (__, column) =>
      windowAt(left + ((column + 0.5) * width) / windows - 20, top + 16 + (floor * height) / floors),
    ).join(''),
  ).join('');
  const roof = hasPitchedRoof
    ? `<polygon points="${left - 14},${top} ${left + 40},${top - 56} ${left + width - 40},${top - 56} ${left + width + 14},${top}" fill="#6b5a52"/>`
    : `<rect x="${left - 6}" y="${top - 10}" width="${width + 12}" height="12" fill="#7a7f86"/>`;
  return `<body style="margin:0"><svg width="${SIZE.width}" height="${SIZE.height}" viewBox="0 0 ${SIZE.width} ${SIZE.height}"><defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#9cc3e6"/><stop offset="1" stop-color="#eef4f8"/></linearGradient></defs><rect width="800" height="560" fill="url(#sky)"/>
    <rect y="490" width="800" height="70" fill="#8d8f92"/><rect y="484" width="800" height="10" fill="#b9bbbd"/>${roof}<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${wall}"/>${rows}
    <rect x="378" y="${SIZE.height - 142}" width="44" height="72" fill="#4a3b32"/><g fill="#4d7a45"><ellipse cx="62" cy="420" rx="52" ry="70"/><ellipse cx="742" cy="430" rx="46" ry="64"/></g></svg></body>`;
}

const windowAt = (x: number, y: number): string =>
  `<rect x="${x}" y="${y}" width="40" height="44" fill="#f7f7f5"/><rect x="${x + 3}" y="${y + 3}" width="34" height="38" fill="#5d7386"/><path d="M${x + 20} ${y}v44M${x} ${y + 20}h40" stroke="#f7f7f5" stroke-width="3"/>`;
