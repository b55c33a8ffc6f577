import { binderRef } from '../binders.js';
import { daysLater, french } from '../days.js';
import type { Agency, SyndicHome } from '../world/build-world.js';
import { quarterlyBudget } from '../world/co-owner-ledger.js';
import { fullName } from '../world/register.js';
import { insurance, maintenance, mandate, quote, rules, site, type Named } from './building-contracts.js';
import { energyLabel, type EnergyClass } from './energy-label.js';
import { euros, html, paragraphs, table } from './html.js';
import { factSheet, letter } from './letter.js';
import { toBuilding, type Paper } from './paper.js';

/** The standing papers of a building: rules, summary sheet, log, diagnostics, insurance, contracts. */
export function buildingFile(agency: Agency, home: SyndicHome): Paper[] {
  const { ref } = home.spec;
  const paper = (code: string, binder: string, named: Named): Paper => ({
    ref: `D-${code}-${ref}`,
    binder: binderRef('syndic', binder),
    filename: `${code}-${ref}.pdf`,
    from: named.documentDate < '2021-07-01' ? '2021-07-01' : named.documentDate,
    audiences: toBuilding(ref),
    ...named,
  });
  return [
    paper('REGL', 'Règlement de copropriété', rules(agency, home)),
    paper('FICHE', 'Fiche synthétique', summarySheet(agency, home)),
    paper('CARNET', "Carnet d'entretien", log(agency, home)),
    paper('DPE', 'Diagnostics techniques', energyDiagnosis(agency, home)),
    ...(home.spec.constructionYear < 1997 ? [paper('DTA', 'Diagnostics techniques', asbestos(agency, home))] : []),
    paper('ASSUR', 'Assurances', insurance(agency, home)),
    paper('MAINT', "Contrats d'entretien", maintenance(agency, home)),
    paper('SYNDIC', 'Contrat de syndic', mandate(agency, home)),
    ...(home.spec.works
      ? [
          paper('DEVIS', 'Devis approuvés', quote(agency, home)),
          paper('INFO', 'Courriers / Copropriétaires', worksLetter(agency, home)),
        ]
      : []),
    ...(home.spec.council.length > 2 ? [paper('CS', 'Courriers / Conseil syndical', councilLetter(agency, home))] : []),
  ];
}

function summarySheet({ spec }: Agency, home: SyndicHome): Named {
  const { building, spec: own } = home;
  const facts = [
    ['Numéro d’immatriculation', building.registryNumber ?? ''],
    ['Adresse', site(home)],
    ['Année de construction', String(own.constructionYear)],
    ['Lots', `${home.lots.length}, dont ${own.apartments} d’habitation`],
    ['Syndic', `${spec.letterhead.name}, depuis le ${french(building.syndicSince ?? '2015-07-01')}`],
    ['Exercice', own.yearBegins === 1 ? 'Du 1er janvier au 31 décembre' : 'Du 1er juillet au 30 juin'],
    ['Budget prévisionnel', euros(quarterlyBudget(own, 2026) * 4)],
    ['Ascenseur', own.hasLift ? 'Un' : 'Aucun'],
    ['Chauffage', 'Collectif, gaz naturel'],
  ];
  return {
    title: 'Fiche synthétique 2026',
    documentDate: '2026-07-15',
    validUntil: '2027-07-14',
    html: factSheet(
      spec.letterhead,
      'Fiche synthétique de la copropriété',
      'Article 8-2 de la loi du 10 juillet 1965.',
      table(['', ''], facts),
    ),
  };
}

function log({ spec }: Agency, home: SyndicHome): Named {
  const contracts = [
    'Nettoyage',
    ...(home.spec.hasLift ? ['Ascenseur'] : []),
    'Chauffage',
    'Assurance multirisque',
  ].map((name, index) => [name, `Depuis 20${14 + index}`, 'Tacite reconduction annuelle']);
  const works = [
    ['2016', 'Réfection de la cage d’escalier'],
    ['2019', 'Remplacement de la chaudière'],
    ...(home.spec.works ? [[home.spec.works.calls[0]?.slice(0, 4) ?? '', home.spec.works.label]] : []),
  ];
  return {
    title: 'Carnet d’entretien',
    documentDate: '2026-03-02',
    html: factSheet(
      spec.letterhead,
      'Carnet d’entretien',
      site(home),
      html`<h2>Contrats</h2>`,
      table(['Contrat', 'Depuis', 'Terme'], contracts),
      html`<h2>Travaux importants</h2>`,
      table(['Année', 'Travaux'], works),
    ),
  };
}

function energyDiagnosis({ spec, random }: Agency, home: SyndicHome): Named {
  const chance = random.fork(`energy ${home.spec.ref}`);
  const [reached, consumption] = chance.pick<[EnergyClass, number]>([
    ['C', 148],
    ['D', 212],
    ['E', 287],
    ['F', 364],
  ]);
  const parts = [
    energyLabel(reached, consumption, Math.round(consumption / 5)),
    paragraphs(
      'Méthode 3CL-DPE 2021. Les consommations sont celles du chauffage, de l’eau chaude, du refroidissement, de l’éclairage et des auxiliaires.',
    ),
    table(
      ['Recommandation', 'Coût estimé'],
      [
        ['Isolation des combles', euros(1_450_000)],
        ['Régulation du chauffage par sonde extérieure', euros(320_000)],
      ],
      { numbers: [1] },
    ),
  ];
  return {
    title: 'DPE collectif',
    documentDate: '2024-04-18',
    validUntil: '2034-04-17',
    complianceSubtype: 'energy',
    html: factSheet(spec.letterhead, 'Diagnostic de performance énergétique collectif', site(home), ...parts),
  };
}

function asbestos({ spec }: Agency, home: SyndicHome): Named {
  const rows = [
    ['Chaufferie', 'Calorifugeage des conduites', 'Absence'],
    ['Caves', 'Conduits en fibres-ciment', 'Présence, bon état – évaluation périodique'],
    ['Cage d’escalier', 'Dalles de sol', 'Absence'],
  ];
  return {
    title: 'Dossier technique amiante',
    documentDate: '2022-10-05',
    complianceSubtype: 'asbestos',
    form: 'scanned-pdf',
    html: factSheet(
      spec.letterhead,
      'Dossier technique amiante',
      `${site(home)} – parties communes`,
      table(['Local', 'Matériau', 'Résultat'], rows),
      paragraphs('Prochaine évaluation de l’état de conservation : octobre 2025, puis tous les trois ans.'),
    ),
  };
}

function worksLetter({ spec }: Agency, home: SyndicHome): Named {
  const { works } = home.spec;
  const date = daysLater(works?.calls[0] ?? '2026-01-01', 20);
  return {
    title: `Travaux : ${works?.label ?? ''}`,
    documentDate: date,
    origin: 'text',
    notify: true,
    html: letter(spec.letterhead, {
      date,
      subject: works?.label ?? '',
      texts: [
        'Les travaux votés par votre assemblée commencent le mois prochain et dureront environ dix semaines.',
        'L’entreprise affichera chaque vendredi le programme de la semaine suivante dans le hall. Merci de dégager les abords des façades et de fermer vos fenêtres pendant les heures de chantier.',
      ],
      signedBy: 'Le gestionnaire de votre immeuble',
    }),
  };
}

function councilLetter({ spec }: Agency, home: SyndicHome): Named {
  const president = home.owners[home.spec.council[0] ?? 0]?.party;
  return {
    title: 'Compte rendu de la visite du 7 octobre 2026',
    documentDate: '2026-10-09',
    origin: 'text',
    html: letter(spec.letterhead, {
      to: president,
      date: '2026-10-09',
      subject: 'visite d’immeuble du 7 octobre 2026',
      texts: [
        `Étaient présents ${president ? fullName(president) : ''} pour le conseil syndical et le gestionnaire.`,
        'Éclairage du sous-sol : deux blocs à remplacer, devis demandé. Porte d’entrée : réglage fait sur place. Toiture : descente d’eau pluviale à déboucher avant l’hiver.',
        'Ces points seront suivis à la prochaine réunion du conseil.',
      ],
      signedBy: 'Le gestionnaire de votre immeuble',
    }),
  };
}
