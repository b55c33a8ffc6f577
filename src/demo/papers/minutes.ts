import type { RowDraft } from '../../publication/manifest/write-manifest.js';
import { french, longFrench } from '../days.js';
import type { Random } from '../random.js';
import { quarterlyBudget } from '../world/co-owner-ledger.js';
import type { SyndicHome } from '../world/build-world.js';
import { fullName } from '../world/register.js';
import type { Letterhead } from '../world/types.js';
import { addressee, euros, headed, html, table, type Html } from './html.js';

interface Resolution {
  title: string;
  text: string;
  /** Article of the law of 1965 that says which majority. */
  article: 24 | 25 | 26;
}

/** What a meeting decides: the accounts, the budget, the council, works the year they are voted. */
export function agendaOf({ spec, building }: SyndicHome, heldOn: string): Resolution[] {
  const year = Number(heldOn.slice(0, 4));
  const accounts = spec.yearBegins === 7 ? `${year - 1}-${year}` : String(year - 1);
  const budget = euros(quarterlyBudget(spec, year + 1) * 4);
  const works = spec.works?.calls[0]?.startsWith(String(year)) ? [spec.works] : [];
  return [
    { title: 'Désignation du président de séance', text: 'L’assemblée élit son président.', article: 24 },
    {
      title: `Approbation des comptes de l’exercice ${accounts}`,
      text: 'Après examen des comptes joints à la convocation, l’assemblée les approuve en leur forme et teneur.',
      article: 24,
    },
    {
      title: 'Quitus au syndic',
      text: 'L’assemblée donne quitus au syndic de sa gestion pour l’exercice écoulé.',
      article: 24,
    },
    {
      title: `Budget prévisionnel de l’exercice ${year + 1}`,
      text: `L’assemblée fixe le budget prévisionnel à ${budget}, appelé par quarts le premier jour de chaque trimestre.`,
      article: 24,
    },
    {
      title: 'Cotisation au fonds travaux',
      text: 'L’assemblée fixe la cotisation annuelle à 5 % du budget prévisionnel.',
      article: 25,
    },
    {
      title: 'Élection du conseil syndical',
      text: `Sont élus pour deux ans ${building.council.length} membres, qui désignent leur président.`,
      article: 25,
    },
    ...works.map(({ label, total, calls }) => ({
      title: label,
      text: `L’assemblée décide les travaux, pour ${euros(total)}, appelés en ${calls.length} fois à compter du ${longFrench(calls[0] ?? heldOn)}.`,
      article: 25 as const,
    })),
  ];
}

export function minutes(letterhead: Letterhead, home: SyndicHome, heldOn: string, random: Random): string {
  const total = 1000;
  const present = home.owners.filter(() => random.chance(0.75));
  const weight = present.reduce((sum, { part }) => sum + Math.round(part * total), 0);
  const sheetRows = home.owners.map((owner) => [
    owner.account,
    fullName(owner.party),
    Math.round(owner.part * total),
    present.includes(owner) ? 'Présent' : 'Absent',
  ]);
  const votes = agendaOf(home, heldOn).map((resolution, index) => resolutionPart(resolution, index, weight, random));
  const president = home.owners[home.spec.council[0] ?? 0]?.party;
  return headed(
    letterhead,
    html`<h1>Procès-verbal de l’assemblée générale du ${longFrench(heldOn)}</h1>
      <p>
        Copropriété <b>${home.spec.name}</b>, ${home.spec.address.line1}, ${home.spec.address.postalCode}
        ${home.spec.address.city}
      </p>
      <h2>Feuille de présence</h2>
      ${table(['Compte', 'Copropriétaire', 'Tantièmes', ''], sheetRows, { numbers: [2], total: ['', 'Présents et représentés', `${weight} / ${total}`, ''] })}
      <p>La séance est ouverte à 18 h 30. Président de séance : ${president ? fullName(president) : ''}.</p>
      ${votes}
      <p>L’ordre du jour étant épuisé, la séance est levée à 20 h 15.</p>
      <p class="small">
        Article 42 de la loi du 10 juillet 1965 : les actions en contestation des décisions des assemblées générales
        doivent, à peine de déchéance, être introduites par les copropriétaires opposants ou défaillants dans un délai
        de deux mois à compter de la notification du procès-verbal.
      </p>`,
  );
}

function resolutionPart({ title, text, article }: Resolution, index: number, weight: number, random: Random): Html {
  const against = index === 0 ? 0 : random.int(0, Math.floor(weight / 6));
  const abstained = random.int(0, Math.floor(weight / 12));
  const votes = [
    [String(weight - against - abstained), String(against), String(abstained), `Adoptée (article ${article})`],
  ];
  return html`<h2>${index + 1}. ${title}</h2>
    <p>${text}</p>
    ${table(['Pour', 'Contre', 'Abstention', 'Résultat'], votes, { numbers: [0, 1, 2] })}`;
}

export function summons(
  letterhead: Letterhead,
  home: SyndicHome,
  heldOn: string,
  sentOn: string,
  to?: RowDraft<'parties'>,
): string {
  const rows = agendaOf(home, heldOn).map(({ title, article }, index) => [
    String(index + 1),
    title,
    `Article ${article}`,
  ]);
  return headed(
    letterhead,
    html`${to ? addressee(to) : null}
      <p class="place">${letterhead.city}, le ${longFrench(sentOn)}</p>
      <h1>Convocation à l’assemblée générale du ${longFrench(heldOn)}</h1>
      <p>
        Les copropriétaires de <b>${home.spec.name}</b> sont convoqués le ${french(heldOn)} à 18 h 30, salle de réunion
        de ${letterhead.name}, ${letterhead.lines[0]}.
      </p>
      <h2>Ordre du jour</h2>
      ${table(['', 'Question', 'Majorité'], rows)}
      <div class="box">
        <b>Pouvoir</b><br />Je soussigné(e) ……………………………………… donne pouvoir à ……………………………………… de me représenter et de
        voter en mon nom.<br /><br />Date et signature :
      </div>`,
  );
}
