import { binderRef } from '../binders.js';
import { french, longFrench } from '../days.js';
import type { Agency } from '../world/build-world.js';
import { fullName } from '../world/register.js';
import type { Flat, Landlord } from '../world/rental.js';
import { energyLabel } from './energy-label.js';
import { homeOf } from './home-address.js';
import { euros, html, paragraphs, table } from './html.js';
import { contract, factSheet } from './letter.js';
import { toAccounts, type Paper } from './paper.js';

/** The file of a lease, seen by the lessee and by the landlord: lease, inventory, diagnosis, insurance, deposit. */
export function leasePapers(agency: Agency, flat: Flat, landlord: Landlord, rank: number): Paper[] {
  const both = toAccounts(flat.lessee.account, landlord.account);
  const paper = (
    code: string,
    binder: string,
    rest: Pick<Paper, 'title' | 'documentDate' | 'html'> & Partial<Paper>,
  ): Paper => ({
    ref: `D-${code}-${flat.lessee.account}`,
    binder: binderRef('gerance', binder),
    filename: `${code}-${flat.lessee.account}.${rest.form === 'scan' ? 'jpg' : 'pdf'}`,
    audiences: both,
    ...rest,
  });
  const isFull = flat.spec.lessee !== null;
  return [
    paper('BAIL', 'Baux', lease(agency, flat, landlord)),
    ...(isFull ? [paper('EDL', 'États des lieux', inventory(agency, flat))] : []),
    ...(isFull || rank % 2 === 0 ? [paper('DIAG', 'Diagnostics', diagnosis(agency, flat))] : []),
    ...(isFull ? [paper('ATTEST', 'Assurances', insurance(flat))] : []),
    ...(isFull ? [paper('DG', 'Dépôts de garantie', deposit(agency, flat))] : []),
  ];
}

function lease({ spec }: Agency, flat: Flat, landlord: Landlord) {
  const { since, rent, charges, area, rooms } = flat.spec;
  const articles = [
    ['Désignation', `${homeOf(flat)} – ${rooms}, ${String(area).replace('.', ',')} m² habitables.`],
    ['Durée', `Trois ans à compter du ${longFrench(since)}, renouvelable par tacite reconduction.`],
    [
      'Loyer et charges',
      `Loyer mensuel de ${euros(rent)} et provision pour charges de ${euros(charges)}, payables d’avance le premier de chaque mois. Le loyer est révisé chaque année selon l’IRL.`,
    ],
    ['Dépôt de garantie', `${euros(rent)}, versé à la signature.`],
    [
      'Obligations',
      'Le locataire use paisiblement du logement, l’assure et l’entretient ; le bailleur délivre un logement décent et fait les réparations qui lui incombent.',
    ],
  ] as const;
  const between = [
    `${fullName(landlord.party)}, bailleur, représenté par ${spec.letterhead.name}`,
    `${fullName(flat.lessee.party)}, locataire`,
  ];
  return {
    title: `Bail d’habitation du ${french(since)}`,
    documentDate: since,
    html: contract(spec.letterhead, { title: 'Contrat de location', between, articles, signedOn: since }),
  };
}

const SIGNATURE = html`<svg
  width="180"
  height="60"
  viewBox="0 0 180 60"
  fill="none"
  stroke="#1d2f7a"
  stroke-width="2.2"
>
  <path d="M8 40c20-34 30-30 26-8s-10 26 4 8 22-26 24-10-8 22 10 6 26-22 30-8-2 16 14 4 24-14 56-6" />
</svg>`;

/** Filled in by hand on the spot, then scanned. */
function inventory({ spec }: Agency, flat: Flat) {
  const rows = ['Entrée', 'Séjour', 'Cuisine', 'Chambre', 'Salle d’eau', 'WC'].map((room, index) => [
    room,
    'Bon',
    index % 3 === 1 ? 'État d’usage' : 'Bon',
    index === 2 ? 'Éclat sur le plan de travail' : '',
  ]);
  const meters = table(
    ['Compteur', 'Index'],
    [
      ['Eau froide', '00412'],
      ['Électricité HP', '18 204'],
      ['Gaz', '07 951'],
    ],
    { numbers: [1] },
  );
  return {
    title: `État des lieux d’entrée du ${french(flat.spec.since)}`,
    documentDate: flat.spec.since,
    form: 'scan' as const,
    html: factSheet(
      spec.letterhead,
      'État des lieux d’entrée',
      `${homeOf(flat)} – ${fullName(flat.lessee.party)}`,
      table(['Pièce', 'Murs', 'Sols', 'Observations'], rows),
      meters,
      html`<div class="cols">${SIGNATURE}${SIGNATURE}</div>`,
    ),
  };
}

function diagnosis({ spec }: Agency, flat: Flat) {
  const parts = [
    energyLabel('D', 214, 42),
    paragraphs(
      'Estimation des coûts annuels d’énergie : entre 890 € et 1 250 €, prix moyens indexés au 1er janvier 2024.',
    ),
  ];
  return {
    title: 'Diagnostic de performance énergétique',
    documentDate: flat.spec.since < '2023-01-01' ? '2022-11-14' : flat.spec.since,
    html: factSheet(spec.letterhead, 'Diagnostic de performance énergétique', homeOf(flat), ...parts),
  };
}

/** Sent in by the lessee as a photograph of the paper. */
function insurance(flat: Flat) {
  const insurer = {
    name: 'Mutuelle du Grand Couronné',
    lines: ['Mutuelle du Grand Couronné', '6 rue des Carmes, 54000 Nancy'],
    card: 'Contrat habitation',
    colour: '#7a2d3a',
    logo: '',
    city: 'Nancy',
  };
  const rows = [
    ['Responsabilité civile locative', 'Oui'],
    ['Incendie, dégâts des eaux', 'Oui'],
    ['Recours des voisins et des tiers', 'Oui'],
  ];
  return {
    title: 'Attestation d’assurance habitation 2026',
    documentDate: '2026-01-04',
    form: 'scan' as const,
    html: factSheet(
      insurer,
      'Attestation d’assurance',
      `${fullName(flat.lessee.party)}, pour le logement ${homeOf(flat)}, du 1er janvier au 31 décembre 2026.`,
      table(['Garantie', ''], rows),
      SIGNATURE,
    ),
  };
}

function deposit({ spec }: Agency, flat: Flat) {
  const text = `Nous attestons avoir reçu de ${fullName(flat.lessee.party)} la somme de ${euros(flat.spec.rent)} à titre de dépôt de garantie, restituable dans les conditions de l’article 22 de la loi du 6 juillet 1989.`;
  return {
    title: 'Reçu du dépôt de garantie',
    documentDate: flat.spec.since,
    html: factSheet(spec.letterhead, 'Reçu du dépôt de garantie', homeOf(flat), paragraphs(text)),
  };
}
