import { html, type Html } from './html.js';

const CLASSES = [
  ['A', '#2e9f4d'],
  ['B', '#5cb947'],
  ['C', '#aacf4c'],
  ['D', '#f3e600'],
  ['E', '#f0b41e'],
  ['F', '#e9792b'],
  ['G', '#d02027'],
] as const;
export type EnergyClass = (typeof CLASSES)[number][0];

/** The ladder of an energy performance diagnosis, with an arrow at the building's class. */
export const energyLabel = (reached: EnergyClass, consumption: number, emissions: number): Html =>
  html`<div style="width:110mm;margin:2mm 0 5mm">
    ${CLASSES.map(
      ([name, colour], index) =>
        html`<div style="display:flex;align-items:center;margin-bottom:1mm">
          <div
            style="background:${colour};width:${26 + index * 8}mm;height:7mm;border-radius:0 3.5mm 3.5mm 0;padding:.9mm 3mm;font-weight:bold"
          >
            ${name}
          </div>
          ${
            name === reached
              ? html`<b style="margin-left:4mm">◀ ${consumption} kWh/m²/an · ${emissions} kg CO₂/m²/an</b>`
              : null
          }
        </div>`,
    )}
  </div>`;
