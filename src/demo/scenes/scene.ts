/** Pictures are drawn on this ground, in whatever size they are then taken. */
export const GROUND = { width: 800, height: 560 } as const;

/** A drawing as a camera gives it back: darker in its corners. */
export function scene(drawing: string, definitions = ''): string {
  const { width, height } = GROUND;
  return `<body style="margin:0;background:#000"><svg style="display:block" width="100%" height="100%" viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMidYMid slice"><defs>
    <radialGradient id="corners" r=".75"><stop offset=".6" stop-opacity="0"/><stop offset="1" stop-opacity=".32"/></radialGradient>
    <filter id="soft"><feGaussianBlur stdDeviation="6"/></filter>${definitions}</defs>${drawing}
    <rect width="${width}" height="${height}" fill="url(#corners)"/></svg></body>`;
}

export const times = (count: number, draw: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => draw(index)).join('');

export const gradient = (id: string, from: string, to: string): string =>
  `<linearGradient id="${id}" x2="0" y2="1"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`;
