import type { Bill } from '../world/expenses.js';
import { french, daysLater } from '../days.js';
import { euros, html, sheet, table } from './html.js';

const COLOURS = ['#245c8a', '#2d6a4f', '#8a4b24', '#5a3d7a', '#444b55'];
const VAT_RATE = 0.2;

/** A supplier's bill to a building, with his own look. */
export function invoice({ row, supplier, number }: Bill, building: string, site: string): string {
  const colour = COLOURS[supplier.name.length % COLOURS.length] ?? '#444b55';
  const net = Math.round(row.amount / (1 + VAT_RATE));
  const material = Math.round(net * 0.35);
  return sheet(
    colour,
    html`<div class="cols">
        <div>
          <h1>${supplier.name}</h1>
          <p class="small">${supplier.trade} · SARL au capital de 8 000 €<br />Zone artisanale, 54710 Ludres</p>
        </div>
        <div class="box">
          <b>Facture n° ${number}</b><br />du ${french(row.date)}<br />Échéance : ${french(daysLater(row.date, 30))}
        </div>
      </div>
      <div class="to">Syndicat des copropriétaires<br /><b>${building}</b><br />${site}</div>
      ${table(
        ['Désignation', 'Quantité', 'Prix HT'],
        [
          [row.label, '1', euros(net - material)],
          ['Fournitures et déplacement', '1', euros(material)],
        ],
        { numbers: [1, 2] },
      )}
      ${table(
        ['', ''],
        [
          ['Total HT', euros(net)],
          ['TVA 20 %', euros(row.amount - net)],
        ],
        { numbers: [1], total: ['Net à payer', euros(row.amount)] },
      )}
      <p class="small">
        Règlement par virement à 30 jours. En cas de retard : trois fois le taux d’intérêt légal et indemnité
        forfaitaire de 40 € pour frais de recouvrement.
      </p>`,
  );
}
