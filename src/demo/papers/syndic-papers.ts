import { binderRef } from '../binders.js';
import { daysLater, french, longFrench, quarterName, quarterOf } from '../days.js';
import type { Agency, SyndicHome } from '../world/build-world.js';
import { callsFor } from '../world/co-owner-ledger.js';
import type { CoOwner } from '../world/condominium.js';
import { sumOf, type Ledger } from '../world/ledger.js';
import { fullName } from '../world/register.js';
import { euros, table } from './html.js';
import { invoice } from './invoice.js';
import { factSheet, letter } from './letter.js';
import { minutes, summons } from './minutes.js';
import { callForFunds, statement } from './money.js';
import { toAccounts, toBuilding, type Paper } from './paper.js';
import { buildingFile } from './building-file.js';

const INVOICES_PER_BUILDING = 3;
const LAST_CALLS_OF_CAST = 3;
/** Smaller buildings are known by heart: their lists and balances are not published. */
const LISTED_FROM_APARTMENTS = 7;

/** Everything a building of syndic publishes. */
export function syndicPapers(agency: Agency, home: SyndicHome): Paper[] {
  return [
    ...buildingFile(agency, home),
    ...meetingPapers(agency, home),
    ...councilPapers(agency, home),
    ...invoicePapers(home),
    ...ownerPapers(agency, home),
  ];
}

const binder = (name: string): string => binderRef('syndic', name);

function meetingPapers({ spec, random }: Agency, home: SyndicHome): Paper[] {
  const { ref, name, meetings } = home.spec;
  const held = meetings.filter((meeting) => meeting <= spec.today);
  const next = meetings.find((meeting) => meeting > spec.today) ?? held.at(-1) ?? '';
  const sentOn = daysLater(next, -26);
  const papers = held.map((meeting): Paper => ({
    ref: `D-PV-${ref}-${meeting.slice(0, 4)}`,
    binder: binder("Procès-verbaux d'assemblée"),
    title: `Procès-verbal de l’assemblée du ${french(meeting)}`,
    filename: `PV-AG-${ref}-${meeting}.pdf`,
    documentDate: meeting,
    from: daysLater(meeting, 12),
    notify: meeting === held.at(-1),
    audiences: toBuilding(ref),
    html: minutes(spec.letterhead, home, meeting, random.fork(`votes ${ref} ${meeting}`)),
  }));
  const call: Paper = {
    ref: `D-CONV-${ref}-${next.slice(0, 4)}`,
    binder: binder("Convocations d'assemblée"),
    title: `Convocation à l’assemblée du ${french(next)} – ${name}`,
    filename: `Convocation-AG-${ref}-${next}.pdf`,
    documentDate: sentOn,
    folder: [`Assemblée ${next.slice(0, 4)}`],
    audiences: toBuilding(ref),
    html: summons(spec.letterhead, home, next, sentOn),
  };
  return [...papers, call];
}

function councilPapers({ spec }: Agency, home: SyndicHome): Paper[] {
  const { ref, name, lawsuit } = home.spec;
  const owners = home.owners.map(({ account, party, lots }) => [
    account,
    fullName(party),
    lots.map(({ number }) => number).join(', '),
    party.email ?? '',
    `${party.address?.postalCode} ${party.address?.city}`,
  ]);
  const balances = home.owners.map(({ account, party }) => [
    account,
    fullName(party),
    euros(home.ledgers.get(account)?.balanceOn(spec.today) ?? 0),
  ]);
  const list: Paper = {
    ref: `D-LISTE-${ref}`,
    binder: binder('Liste des copropriétaires'),
    title: `Liste des copropriétaires – ${name}`,
    filename: 'Liste_copropriétaires.pdf',
    documentDate: '2026-11-02',
    origin: 'list',
    audiences: toBuilding(ref),
    html: factSheet(
      spec.letterhead,
      'Liste des copropriétaires',
      `${name}, au 2 novembre 2026`,
      table(['Compte', 'Copropriétaire', 'Lots', 'Courriel', 'Ville'], owners),
    ),
  };
  const balance: Paper = {
    ref: `D-BAL-${ref}-2026-10`,
    binder: binder('Balances et comptes'),
    title: 'Balance des copropriétaires au 20/11/2026',
    filename: `Balance-${ref}.pdf`,
    documentDate: spec.today,
    audiences: toBuilding(ref),
    html: factSheet(
      spec.letterhead,
      'Balance des copropriétaires',
      `${name}, au ${longFrench(spec.today)}`,
      table(['Compte', 'Copropriétaire', 'Solde'], balances, { numbers: [2] }),
    ),
  };
  const lawsuits: Paper[] = lawsuit
    ? [
        {
          ref: `D-PROC-${ref}`,
          binder: binder('Procédures judiciaires'),
          title: lawsuit,
          filename: `Procedure-${ref}.pdf`,
          documentDate: '2026-09-18',
          caseRef: '0152',
          audiences: toBuilding(ref),
          html: letter(spec.letterhead, {
            date: '2026-09-18',
            subject: lawsuit,
            texts: [
              'Le tribunal judiciaire de Nancy a renvoyé l’affaire à l’audience du 14 janvier 2027. Notre conseil a déposé ses conclusions le 11 septembre.',
              'Les frais engagés à ce jour restent dans la limite votée par l’assemblée générale.',
            ],
            signedBy: 'Le service contentieux',
          }),
        },
      ]
    : [];
  return home.spec.apartments >= LISTED_FROM_APARTMENTS ? [list, balance, ...lawsuits] : lawsuits;
}

/** The last repairs and regular bills; the expense points to its invoice. */
function invoicePapers(home: SyndicHome): Paper[] {
  const { ref, name, address } = home.spec;
  const repairs = home.bills.filter(({ supplier }) => supplier.months.length === 0);
  const chosen = [...repairs, ...home.bills.filter((bill) => !repairs.includes(bill)).toReversed()].slice(
    0,
    INVOICES_PER_BUILDING,
  );
  return chosen.map((bill): Paper => {
    const paper = `D-FAC-${bill.row.ref.slice(2)}`;
    bill.row.documents.push(paper);
    return {
      ref: paper,
      binder: binder('Factures'),
      title: `${bill.supplier.name} – facture ${bill.number}`,
      filename: `Facture-${bill.number}.pdf`,
      documentDate: bill.row.date,
      from: daysLater(bill.row.date, 5),
      origin: 'invoice',
      folder: [bill.row.date.slice(0, 4)],
      audiences: toBuilding(ref),
      html: invoice(bill, name, `${address.line1}, ${address.postalCode} ${address.city}`),
    };
  });
}

function ownerPapers(agency: Agency, home: SyndicHome): Paper[] {
  const isCast = (rank: number): boolean => home.spec.cast[rank] !== undefined;
  const chosen = home.owners.filter((_, rank) => isCast(rank) || rank < agency.spec.abundance);
  const late = home.owners.filter(({ habit }) => habit === 'behind').slice(0, 1);
  return [
    ...chosen.flatMap((owner) =>
      callPapers(agency, home, owner, isCast(home.owners.indexOf(owner)) ? LAST_CALLS_OF_CAST : 1),
    ),
    ...chosen.map((owner) => yearPaper(agency, home, owner)),
    ...late.map((owner) => reminder(agency, home, owner)),
  ];
}

function callPapers({ spec }: Agency, home: SyndicHome, owner: CoOwner, count: number): Paper[] {
  const ledger = home.ledgers.get(owner.account) as Ledger;
  return callsFor({ spec: home.spec, part: owner.part, habit: owner.habit }, spec.today)
    .slice(-count)
    .map((call): Paper => ({
      ref: `D-AF-${owner.account}-${call.date}`,
      binder: binder('Appels de fonds'),
      title: `Appel de fonds ${quarterName(call.month)}`,
      filename: `Appel-${owner.account}-${call.month.year}-T${quarterOf(call.month)}.pdf`,
      documentDate: call.date,
      from: daysLater(call.date, -12),
      folder: [String(call.month.year)],
      audiences: toAccounts(owner.account),
      html: callForFunds(spec.letterhead, {
        to: owner.party,
        account: owner.account,
        building: home.spec.name,
        lots: owner.lots,
        call,
        before: ledger.balanceOn(daysLater(call.date, -1)),
      }),
    }));
}

function yearPaper({ spec }: Agency, home: SyndicHome, owner: CoOwner): Paper {
  const ledger = home.ledgers.get(owner.account) as Ledger;
  const entries = ledger.entries().filter(({ date }) => date.startsWith('2025'));
  const before = ledger.balanceOn('2024-12-31');
  return {
    ref: `D-CI-${owner.account}-2025`,
    binder: binder('Comptes individuels'),
    title: 'Compte individuel 2025',
    filename: `Compte-${owner.account}-2025.pdf`,
    documentDate: '2026-01-31',
    audiences: toAccounts(owner.account),
    html: statement(spec.letterhead, {
      to: owner.party,
      title: 'Compte individuel 2025',
      about: `Copropriété ${home.spec.name} – compte ${owner.account}, du 1er janvier au 31 décembre 2025.`,
      entries,
      before,
      after: sumOf(entries, before),
    }),
  };
}

function reminder({ spec }: Agency, home: SyndicHome, { account, party }: CoOwner): Paper {
  const due = home.ledgers.get(account)?.balanceOn('2026-11-10') ?? 0;
  return {
    ref: `D-REL-${account}`,
    binder: binderRef('syndic', 'Courriers / Copropriétaires'),
    title: 'Rappel amiable',
    filename: 'Rappel.pdf',
    documentDate: '2026-11-10',
    origin: 'text',
    audiences: toAccounts(account),
    html: letter(spec.letterhead, {
      to: party,
      date: '2026-11-10',
      subject: `votre compte ${account}`,
      texts: [
        `Sauf erreur de notre part, votre compte présente à ce jour un solde de ${euros(due)} en faveur du syndicat.`,
        'Si un règlement vient de partir, merci de ne pas tenir compte de ce courrier. En cas de difficulté, appelez-nous : un échéancier peut être convenu.',
      ],
      signedBy: 'Le service comptabilité',
    }),
  };
}
