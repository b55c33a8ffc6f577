import type { RowDraft } from '../../publication/manifest/write-manifest.js';
import { grouped } from '../../publication/manifest/format/fault.js';
import type { Letterhead } from '../world/types.js';
import { fullName } from '../world/register.js';

/** Text that is HTML already. */
export class Html {
  constructor(readonly text: string) {}
}
type Part = string | number | Html | null | undefined | readonly Part[];

/** HTML from a template; what is put in is escaped unless it is HTML already. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(strings.map((text, index) => text + shown(parts[index])).join(''));

function shown(part: Part): string {
  if (part === null || part === undefined) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(shown).join('');
  return String(part).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** "1 234,56 €", with spaces that do not break. */
export function euros(cents: number): string {
  const [units = '0', decimals = '00'] = (Math.abs(cents) / 100).toFixed(2).split('.');
  return `${cents < 0 ? '−' : ''}${grouped(units).replaceAll(' ', '\u202f')},${decimals}\u00a0€`;
}

const STYLE = `
@page { size: A4; margin: 16mm 17mm 18mm; }
* { box-sizing: border-box; }
body { font: 9.6pt/1.42 "DejaVu Sans Condensed", "DejaVu Sans", sans-serif; font-stretch: condensed; color: #1d2430; margin: 0; }
h1 { font-size: 17pt; font-weight: normal; line-height: 1.25; margin: 0 0 3mm; color: var(--brand); }
h2 { break-after: avoid; font-size: 11pt; font-weight: normal; color: var(--brand); margin: 5mm 0 1.5mm; }
p { margin: 0 0 2.6mm; }
header { display: flex; justify-content: space-between; align-items: flex-start; border-bottom: .6mm solid var(--brand); padding-bottom: 3mm; margin-bottom: 6mm; }
.emblem { display: flex; align-items: center; gap: 3mm; font-size: 14pt; color: var(--brand); } .emblem svg { width: 14mm; height: 14mm; } header div { text-align: right; font-size: 7.6pt; color: #555; }
.to { margin: 0 0 8mm 95mm; } .place { text-align: right; margin-bottom: 5mm; }
table { border-collapse: collapse; width: 100%; margin: 0 0 4mm; } th, td { text-align: left; padding: 1.1mm 1.8mm; border-bottom: .2mm solid #d5d9e0; vertical-align: top; }
th { background: #f1f3f6; font-weight: normal; color: #555; } b { font-weight: normal; color: #000; } .n { text-align: right; white-space: nowrap; } tr { break-inside: avoid; } tfoot td { font-size: 10.6pt; border-top: .4mm solid #1d2430; }
.box { border: .3mm solid var(--brand); border-radius: 2mm; padding: 3mm 4mm; margin: 0 0 4mm; break-inside: avoid; } .small { font-size: 7.6pt; color: #555; }
.cols { display: flex; gap: 8mm; } .cols > * { flex: 1; } .due { font-size: 14pt; color: var(--brand); }`;

/** A whole page in the colour given. */
export const sheet = (colour: string, body: Html, style = ''): string =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><style>:root{--brand:${colour}}${STYLE}${style}</style></head><body>${body.text}</body></html>`;

/** The logo without its words, which would bring two more fonts into every file, and the name beside it. */
const emblem = ({ logo, name }: Letterhead): Html =>
  html`<span class="emblem"
    >${new Html(logo.replace(/<text[^]*?<\/text>/g, '').replace(/viewBox="0 0 \d+/, 'viewBox="0 0 84'))}<b
      >${name}</b
    ></span
  >`;

/** A page with the agency's heading. */
export const headed = (letterhead: Letterhead, body: Html): string =>
  sheet(
    letterhead.colour,
    html`<header>
        ${emblem(letterhead)}
        <div>${letterhead.lines.map((line) => html`${line}<br />`)}${letterhead.card}</div>
      </header>
      ${body}`,
  );

type Cell = string | number | Html;
interface TableOptions {
  /** Columns aligned to the right. */
  numbers?: readonly number[];
  total?: readonly Cell[];
}

export function table(
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
  { numbers = [], total }: TableOptions = {},
): Html {
  const cls = (index: number): Html => new Html(numbers.includes(index) ? ' class="n"' : '');
  const line = (cells: readonly Cell[]): Html =>
    html`<tr>
      ${cells.map((cell, index) => html`<td${cls(index)}>${cell}</td>`)}
    </tr>`;
  return html`<table>
    ${
      heads.some((head) => head !== '')
        ? html`<thead>
            <tr>
              ${heads.map((head, index) => html`<th${cls(index)}>${head}</th>`)}
            </tr>
          </thead>`
        : null
    }
    <tbody>
      ${rows.map(line)}
    </tbody>
    ${
      total
        ? html`<tfoot>
            ${line(total)}
          </tfoot>`
        : null
    }
  </table>`;
}

export const addressee = (party: RowDraft<'parties'>): Html =>
  html`<div class="to">
    ${fullName(party)}<br />${party.address?.line1}<br />${party.address?.postalCode} ${party.address?.city}
  </div>`;

export const paragraphs = (...texts: readonly string[]): Html => html`${texts.map((text) => html`<p>${text}</p>`)}`;
