const PAGE = { width: 595, height: 842, left: 60, top: 770, leading: 18 } as const;
/** Windows-1252 is what the standard fonts of PDF are told to use here: Latin-1 and a few more. */
const OUTSIDE_LATIN_1 = /[^\u0020-\u007e\u00a0-\u00ff]/g;
const REPLACED: Readonly<Record<string, string>> = { '’': "'", œ: 'oe', '—': '-', '–': '-', '€': 'EUR' };

/**
 * A one-page PDF of plain lines in a standard font, the first one larger. A few hundred bytes, the same bytes for the same lines: what a
 * hundred thousand generated documents need, where real ones are printed by the browser.
 */
export function plainPdf(lines: readonly string[]): Buffer {
  const content = [
    'BT',
    `1 0 0 1 ${PAGE.left} ${PAGE.top} Tm`,
    `${PAGE.leading} TL`,
    ...lines.flatMap(textLine),
    'ET',
  ].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  return Buffer.from(assembled(objects), 'latin1');
}

const textLine = (line: string, index: number): string[] => [
  `/F1 ${index === 0 ? 16 : 11} Tf`,
  `(${escaped(line)}) Tj T*`,
];

const escaped = (line: string): string =>
  line
    .replace(OUTSIDE_LATIN_1, (character) => REPLACED[character] ?? '?')
    .replace(/[\\()]/g, (character) => `\\${character}`);

function assembled(objects: readonly string[]): string {
  let file = '%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n';
  const offsets: number[] = [];
  objects.forEach((object, index) => {
    offsets.push(file.length);
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const start = file.length;
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  return `${file}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
}
