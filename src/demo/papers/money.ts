import type { RowDraft } from '../../publication/manifest/write-manifest.js';
import { daysLater, french, longFrench, monthName, quarterName } from '../days.js';
import type { Call } from '../world/co-owner-ledger.js';
import type { Entry } from '../world/ledger.js';
import type { Rent } from '../world/rent-ledgers.js';
import type { Letterhead } from '../world/types.js';
import { addressee, euros, headed, html, table, type Html } from './html.js';

/** Entries in four columns, with what was owed before and after. */
export function statementTable(entries: readonly Entry[], before: number, after: number): Html {
  const amount = (cents: number): string => (cents === 0 ? '' : euros(cents));
  const rows = entries.map(({ date, label, debit, credit }) => [french(date), label, amount(debit), amount(credit)]);
  return table(
    ['Date', 'Libellé', 'Débit', 'Crédit'],
    [['', 'Solde précédent', before > 0 ? euros(before) : '', before < 0 ? euros(-before) : ''], ...rows],
    {
      numbers: [2, 3],
      total: ['', 'Solde', after > 0 ? euros(after) : '', after <= 0 ? euros(-after) : ''],
    },
  );
}

interface CallPaper {
  to: RowDraft<'parties'>;
  account: string;
  building: string;
  lots: readonly RowDraft<'lots'>[];
  call: Call;
  /** Owed before this call. */
  before: number;
}

export function callForFunds(letterhead: Letterhead, { to, account, building, lots, call, before }: CallPaper): string {
  const asked = call.budget + call.worksFund + (call.works?.cents ?? 0);
  const rows = [
    ['Provision sur budget prévisionnel', euros(call.budget)],
    ['Fonds travaux (5 %)', euros(call.worksFund)],
    ...(call.works ? [[call.works.label, euros(call.works.cents)]] : []),
  ];
  const held = lots.map(({ number, kind, shares }) => [
    number,
    KINDS[kind] ?? '',
    shares.map(({ value }) => `${value} / 1 000`).join(' · '),
  ]);
  return headed(
    letterhead,
    html`${addressee(to)}
      <h1>Appel de fonds – ${quarterName(call.month)}</h1>
      <p>Copropriété <b>${building}</b> – compte <b>${account}</b> – appel du ${longFrench(call.date)}</p>
      <h2>Vos lots</h2>
      ${table(['Lot', 'Nature', 'Tantièmes'], held)}
      <h2>Votre appel</h2>
      ${table(['Nature', 'Montant'], rows, { numbers: [1], total: ['Total de l’appel', euros(asked)] })}
      <div class="box">
        <div class="cols">
          <div>Solde avant cet appel : ${euros(before)}<br />Appel du trimestre : ${euros(asked)}</div>
          <div class="due">À régler : ${euros(Math.max(0, before + asked))}</div>
        </div>
      </div>
      <p>
        Merci de régler avant le ${longFrench(daysLater(call.date, 20))}, par prélèvement, virement ou chèque à l’ordre
        du syndicat des copropriétaires.
      </p>`,
  );
}

const KINDS: Readonly<Record<string, string>> = {
  apartment: 'Appartement',
  cellar: 'Cave',
  parking: 'Stationnement',
  house: 'Maison',
  shop: 'Local commercial',
};

interface RentPaper {
  to: RowDraft<'parties'>;
  account: string;
  home: string;
  landlord: string;
  rent: Rent;
  benefit: number;
}

/** What is asked for the month, before it is paid. */
export const rentNotice = (letterhead: Letterhead, paper: RentPaper): string =>
  rentPage(
    letterhead,
    paper,
    `Avis d’échéance – ${monthName(paper.rent.month)}`,
    (due) =>
      html`<p class="due">À régler avant le 5 : ${euros(due)}</p>
        <p class="small">Cet avis n’est pas une quittance.</p>`,
  );

/** The receipt, once the whole month is paid. */
export const rentReceipt = (letterhead: Letterhead, paper: RentPaper): string =>
  rentPage(
    letterhead,
    paper,
    `Quittance de loyer – ${monthName(paper.rent.month)}`,
    (due, name) =>
      html`<p>
        Reçu de ${name} la somme de <b>${euros(due)}</b> au titre du loyer et des charges du logement désigné ci-dessus,
        dont quittance, sous réserve de tous nos droits.
      </p>`,
  );

function rentPage(
  letterhead: Letterhead,
  { to, account, home, landlord, rent, benefit }: RentPaper,
  title: string,
  end: (due: number, name: string) => Html,
): string {
  const rows = [
    ['Loyer', euros(rent.rent)],
    ['Provision pour charges', euros(rent.charges)],
    ...(benefit > 0 ? [['Aide au logement versée par la CAF', euros(-benefit)]] : []),
  ];
  const due = rent.rent + rent.charges - benefit;
  return headed(
    letterhead,
    html`${addressee(to)}
      <h1>${title}</h1>
      <p>Compte <b>${account}</b><br />Logement : ${home}<br />Propriétaire : ${landlord}</p>
      ${table(['Désignation', 'Montant'], rows, { numbers: [1], total: ['Total', euros(due)] })}${end(due, `${to.firstName} ${to.lastName}`)}`,
  );
}

interface StatementPaper {
  to: RowDraft<'parties'>;
  title: string;
  about: string;
  entries: readonly Entry[];
  before: number;
  after: number;
  /** Below the table. */
  end?: Html;
}

export const statement = (
  letterhead: Letterhead,
  { to, title, about, entries, before, after, end }: StatementPaper,
): string =>
  headed(
    letterhead,
    html`${addressee(to)}
      <h1>${title}</h1>
      <p>${about}</p>
      ${statementTable(entries, before, after)}${end}`,
  );
