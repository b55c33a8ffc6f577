import { binderRef } from '../binders.js';
import { day, daysLater, longFrench, monthName } from '../days.js';
import type { Agency } from '../world/build-world.js';
import { fullName } from '../world/register.js';
import type { Flat, Landlord } from '../world/rental.js';
import { rentsOf, type Rent } from '../world/rent-ledgers.js';
import { homeOf } from './home-address.js';
import { euros } from './html.js';
import { letter } from './letter.js';
import { leasePapers } from './lease-papers.js';
import { landlordPapers } from './landlord-papers.js';
import { rentNotice, rentReceipt } from './money.js';
import { toAccounts, type Paper } from './paper.js';

const RECEIPTS_OF_CAST = 6;
const NEXT_MONTH = { year: 2026, month: 12 };

const binder = (name: string): string => binderRef('gerance', name);

/** Everything the agency publishes to landlords and lessees. */
export function rentPapers(agency: Agency): Paper[] {
  const { spec, landlords } = agency;
  const isCast = ({ spec: flat }: Flat): boolean => flat.lessee !== null;
  const flats = landlords.flatMap((landlord) => landlord.flats.map((flat) => ({ flat, landlord })));
  const chosen = flats.filter(({ flat }, index) => isCast(flat) || index < spec.abundance * 5);
  return [
    ...landlords.flatMap((landlord, rank) => landlordPapers(agency, landlord, rank < spec.landlords.cast.length, rank)),
    ...chosen.flatMap(({ flat, landlord }) => lesseePapers(agency, flat, landlord, isCast(flat))),
    ...chosen
      .filter(({ flat }, index) => isCast(flat) || index % 4 === 0)
      .flatMap(({ flat, landlord }, index) => leasePapers(agency, flat, landlord, index)),
  ];
}

function lesseePapers(agency: Agency, flat: Flat, landlord: Landlord, isCast: boolean): Paper[] {
  const { today } = agency.spec;
  const rents = rentsOf(flat.spec, today);
  const isPaid = ({ month }: Rent): boolean => flat.lessee.ledger.balanceOn(day(month.year, month.month, 28)) <= 0;
  const receipts = rents.filter(isPaid).slice(isCast ? -RECEIPTS_OF_CAST : -1);
  const last = rents.at(-1);
  return [
    ...receipts.map((rent) => receipt(agency, flat, landlord, rent)),
    ...(last ? [notice(agency, flat, landlord, { ...last, month: NEXT_MONTH })] : []),
    ...(isCast ? [revision(agency, flat), settlement(agency, flat)] : []),
    ...(flat.spec.pays === 'behind' ? [reminder(agency, flat)] : []),
  ];
}

const paperOf = (flat: Flat, landlord: Landlord, rent: Rent) => ({
  to: flat.lessee.party,
  account: flat.lessee.account,
  home: homeOf(flat),
  landlord: fullName(landlord.party),
  rent,
  benefit: flat.spec.benefit ?? 0,
});

function receipt({ spec }: Agency, flat: Flat, landlord: Landlord, rent: Rent): Paper {
  const { year, month } = rent.month;
  const date = day(year, month, 10);
  return {
    ref: `D-QUIT-${flat.lessee.account}-${date.slice(0, 7)}`,
    binder: binder('Quittances'),
    title: `Quittance ${monthName(rent.month)}`,
    filename: `Quittance-${date.slice(0, 7)}.pdf`,
    documentDate: date,
    folder: [String(year)],
    audiences: toAccounts(flat.lessee.account),
    html: rentReceipt(spec.letterhead, paperOf(flat, landlord, rent)),
  };
}

function notice({ spec }: Agency, flat: Flat, landlord: Landlord, rent: Rent): Paper {
  return {
    ref: `D-AVIS-${flat.lessee.account}-2026-12`,
    binder: binder("Avis d'échéance"),
    title: `Avis d’échéance ${monthName(rent.month)}`,
    filename: 'Avis-2026-12.pdf',
    documentDate: '2026-11-18',
    notify: true,
    audiences: toAccounts(flat.lessee.account),
    html: rentNotice(spec.letterhead, paperOf(flat, landlord, rent)),
  };
}

function revision({ spec }: Agency, flat: Flat): Paper {
  const anniversary = `2026${flat.spec.since.slice(4)}`;
  const date = daysLater(anniversary > spec.today ? `2025${flat.spec.since.slice(4)}` : anniversary, -30);
  const rents = rentsOf(flat.spec, spec.today);
  const [former, last] = [rents.at(-13)?.rent ?? flat.spec.rent, rents.at(-1)?.rent ?? flat.spec.rent];
  const texts = [
    `Votre bail prévoit la révision annuelle du loyer selon l’indice de référence des loyers publié par l’INSEE.`,
    `Votre loyer mensuel hors charges passe de ${euros(former)} à ${euros(last)}. La provision pour charges ne change pas.`,
  ];
  return {
    ref: `D-REV-${flat.lessee.account}`,
    binder: binder('Révisions de loyer'),
    title: 'Révision annuelle du loyer',
    filename: 'Revision-loyer.pdf',
    documentDate: date,
    origin: 'text',
    audiences: toAccounts(flat.lessee.account),
    html: letter(spec.letterhead, {
      to: flat.lessee.party,
      date,
      subject: 'révision de votre loyer',
      texts,
      signedBy: 'Le service gérance',
    }),
  };
}

function settlement({ spec }: Agency, flat: Flat): Paper {
  const entry = flat.lessee.ledger.entries().findLast(({ label }) => label.startsWith('Régularisation'));
  const cents = (entry?.debit ?? 0) - (entry?.credit ?? 0);
  const result =
    cents > 0 ? `un complément de ${euros(cents)}` : `un trop-perçu de ${euros(-cents)}, qui vous a été remboursé`;
  const texts = [
    `Les charges récupérables de l’exercice 2025 ont été arrêtées. Rapprochées de vos provisions (${euros(flat.spec.charges * 12)}), elles font apparaître ${result}.`,
    'Les justificatifs sont à votre disposition à l’agence pendant six mois.',
  ];
  return {
    ref: `D-REGU-${flat.lessee.account}`,
    binder: binder('Régularisations de charges'),
    title: 'Régularisation de charges 2025',
    filename: 'Regularisation-2025.pdf',
    documentDate: '2026-06-15',
    audiences: toAccounts(flat.lessee.account),
    html: letter(spec.letterhead, {
      to: flat.lessee.party,
      date: '2026-06-15',
      subject: 'régularisation de vos charges 2025',
      texts,
      signedBy: 'Le service gérance',
    }),
  };
}

function reminder({ spec }: Agency, flat: Flat): Paper {
  const due = flat.lessee.ledger.balanceOn('2026-11-12');
  const texts = [
    `Au ${longFrench('2026-11-12')}, votre compte présente un solde de ${euros(due)} à régler.`,
    'Si vous rencontrez une difficulté, contactez-nous sans attendre : un échéancier est possible, et votre situation peut ouvrir droit à une aide.',
  ];
  return {
    ref: `D-RAPPEL-${flat.lessee.account}`,
    binder: binder('Courriers / Locataires'),
    title: 'Rappel amiable',
    filename: 'Rappel.pdf',
    documentDate: '2026-11-12',
    origin: 'text',
    audiences: toAccounts(flat.lessee.account),
    html: letter(spec.letterhead, {
      to: flat.lessee.party,
      date: '2026-11-12',
      subject: 'votre compte',
      texts,
      signedBy: 'Le service gérance',
    }),
  };
}
