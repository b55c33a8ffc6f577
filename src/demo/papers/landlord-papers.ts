import { binderRef } from '../binders.js';
import { day, daysLater, monthName, monthsFrom, type Month } from '../days.js';
import type { Agency } from '../world/build-world.js';
import { sumOf } from '../world/ledger.js';
import { fullName } from '../world/register.js';
import type { Landlord } from '../world/rental.js';
import { euros, html, table } from './html.js';
import { contract, factSheet, letter } from './letter.js';
import { statement } from './money.js';
import { toAccounts, type Paper } from './paper.js';

const STATEMENTS_OF_CAST = 6;
const ONE_IN = { mandate: 4, quote: 6, letter: 5, bill: 5 } as const;

const binder = (name: string): string => binderRef('gerance', name);

/** Statements of the landlord's account, and what one finds in his file. */
export function landlordPapers(agency: Agency, landlord: Landlord, isCast: boolean, rank: number): Paper[] {
  if (landlord.flats.length === 0) return [];
  const months = monthsFrom({ year: 2026, month: 1 }, { year: 2026, month: 10 }).slice(
    isCast ? -STATEMENTS_OF_CAST : rank < agency.spec.abundance * 8 ? -1 : 12,
  );
  const own = (
    code: string,
    name: string,
    rest: Pick<Paper, 'title' | 'documentDate' | 'html'> & Partial<Paper>,
  ): Paper => ({
    ref: `D-${code}-${landlord.account}`,
    binder: binder(name),
    filename: `${code}-${landlord.account}.pdf`,
    audiences: toAccounts(landlord.account),
    ...rest,
  });
  return [
    ...months.map((month) => monthPaper(agency, landlord, month)),
    ...(isCast || rank < agency.spec.abundance * 2
      ? [own('FISC', 'Aide à la déclaration fiscale', taxPaper(agency, landlord))]
      : []),
    ...(isCast || rank % ONE_IN.mandate === 0
      ? [own('MAND', 'Mandats de gestion', mandatePaper(agency, landlord))]
      : []),
    ...(isCast || rank % ONE_IN.bill === 0 ? billPapers(agency, landlord) : [])
      .slice(0, 1)
      .map((paper) => own('FACT', 'Factures', paper)),
    ...(rank % ONE_IN.quote === 1 ? [own('DEVIS', 'Devis', quotePaper(agency, landlord))] : []),
    ...(rank % ONE_IN.letter === 0 ? [own('LETTRE', 'Courriers / Propriétaires', newsPaper(agency, landlord))] : []),
  ];
}

function monthPaper({ spec }: Agency, { account, party, ledger }: Landlord, month: Month): Paper {
  const first = day(month.year, month.month, 1);
  const entries = ledger.entries().filter(({ date }) => date.startsWith(first.slice(0, 7)));
  const before = ledger.balanceOn(daysLater(first, -1));
  return {
    ref: `D-RG-${account}-${first.slice(0, 7)}`,
    binder: binder('Relevés de gérance'),
    title: `Relevé de gérance ${monthName(month)}`,
    filename: `Releve-${first.slice(0, 7)}.pdf`,
    documentDate: day(month.year, month.month, 25),
    folder: [String(month.year)],
    audiences: toAccounts(account),
    html: statement(spec.letterhead, {
      to: party,
      title: `Relevé de gérance – ${monthName(month)}`,
      about: `Compte ${account}. Les loyers encaissés vous sont réglés le 20, honoraires et factures déduits.`,
      entries,
      before,
      after: sumOf(entries, before),
    }),
  };
}

function taxPaper({ spec }: Agency, { party, ledger }: Landlord) {
  const totals = new Map<string, number>();
  for (const { date, fiscalCategory, debit, credit } of ledger.entries()) {
    if (date.startsWith('2025') && fiscalCategory)
      totals.set(fiscalCategory, (totals.get(fiscalCategory) ?? 0) + credit - debit);
  }
  const rows = [...totals].map(([category, cents]) => [category, euros(cents)]);
  return {
    title: 'Aide à la déclaration des revenus fonciers 2025',
    documentDate: '2026-03-12',
    html: factSheet(
      spec.letterhead,
      'Revenus fonciers 2025',
      `${fullName(party)} – montants encaissés et payés par l’agence du 1er janvier au 31 décembre 2025.`,
      table(['Nature', 'Montant'], rows, { numbers: [1] }),
      html`<p class="small">
        Ce document aide à remplir la déclaration n° 2044. Il ne remplace pas les justificatifs que vous détenez.
      </p>`,
    ),
  };
}

function mandatePaper({ spec }: Agency, { party, flats }: Landlord) {
  const signedOn = flats.map(({ spec: flat }) => flat.since).sort()[0] ?? '2022-01-01';
  const articles = [
    [
      'Biens confiés',
      flats
        .map(
          ({ spec: flat, rental }) =>
            `${flat.rooms} n° ${flat.number}, ${rental.address.line1}, ${rental.address.city}`,
        )
        .join(' ; '),
    ],
    [
      'Pouvoirs',
      'Le mandataire loue, encaisse, délivre quittance, fait exécuter les réparations courantes et représente le mandant auprès des tiers.',
    ],
    ['Honoraires', '7 % hors taxes des sommes encaissées, soit 8,40 % toutes taxes comprises.'],
    ['Durée', 'Un an, renouvelé par tacite reconduction, résiliable chaque année avec un préavis de trois mois.'],
  ] as const;
  const between = [`${fullName(party)}, mandant`, `${spec.letterhead.name}, mandataire – ${spec.letterhead.card}`];
  return {
    title: 'Mandat de gestion',
    documentDate: daysLater(signedOn, -20),
    html: contract(spec.letterhead, {
      title: 'Mandat de gestion locative',
      between,
      articles,
      signedOn: daysLater(signedOn, -20),
    }),
  };
}

/** The bills his account was charged with. */
function billPapers({ spec }: Agency, { ledger, party }: Landlord) {
  return ledger
    .entries()
    .filter(({ fiscalCategory }) => fiscalCategory?.startsWith('Dépenses'))
    .map(({ label, date, debit }) => ({
      title: `Facture – ${label}`,
      documentDate: date,
      origin: 'invoice' as const,
      html: factSheet(
        {
          ...spec.letterhead,
          name: 'Plomberie Vautrin et fils',
          lines: ['Plomberie Vautrin et fils', 'Zone artisanale, 54710 Ludres'],
          card: 'SARL au capital de 8 000 €',
          colour: '#2d6a4f',
          logo: '',
        },
        'Facture',
        `Pour le compte de ${fullName(party)}, chez ${spec.letterhead.name}`,
        table(['Désignation', 'Montant TTC'], [[label, euros(debit)]], {
          numbers: [1],
          total: ['Net à payer', euros(debit)],
        }),
      ),
    }));
}

function quotePaper({ spec }: Agency, { flats, party }: Landlord) {
  const home = flats[0]?.spec;
  const rows = [
    ['Dépose de l’ancienne installation', euros(18_000)],
    ['Chaudière à condensation, fourniture et pose', euros(312_000)],
    ['Mise en service', euros(9_500)],
  ];
  return {
    title: 'Devis – remplacement de la chaudière',
    documentDate: '2026-10-22',
    html: factSheet(
      spec.letterhead,
      'Devis à approuver',
      `${fullName(party)} – ${home?.rooms ?? ''} n° ${home?.number ?? ''}`,
      table(['Poste', 'Montant TTC'], rows, { numbers: [1], total: ['Total', euros(339_500)] }),
    ),
  };
}

function newsPaper({ spec }: Agency, { party }: Landlord) {
  const date = '2026-09-30';
  const texts = [
    'L’assurance des loyers impayés souscrite pour votre compte est renouvelée aux mêmes conditions au 1er janvier 2027.',
    'Vos relevés, factures et baux sont désormais consultables à tout moment dans votre espace.',
  ];
  return {
    title: 'Assurance des loyers impayés 2027',
    documentDate: date,
    origin: 'text' as const,
    html: letter(spec.letterhead, {
      to: party,
      date,
      subject: 'assurance des loyers impayés',
      texts,
      signedBy: 'Le service gérance',
    }),
  };
}
