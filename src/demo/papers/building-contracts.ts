import { daysLater, longFrench } from '../days.js';
import type { Agency, SyndicHome } from '../world/build-world.js';
import { euros, table } from './html.js';
import { contract, factSheet } from './letter.js';
import type { Paper } from './paper.js';

/** What a standing paper of a building says of itself. */
export type Named = Pick<Paper, 'title' | 'documentDate' | 'html'> & Partial<Paper>;

export const site = ({ spec: { name, address } }: SyndicHome): string =>
  `${name}, ${address.line1}, ${address.postalCode} ${address.city}`;

export function rules({ spec }: Agency, home: SyndicHome): Named {
  const { name, constructionYear } = home.spec;
  const signedOn = `${Math.max(1965, constructionYear)}-05-12`;
  const lots = home.lots.map(({ number, kind, floor, description, shares }) => [
    number,
    description ?? kind ?? '',
    floor ?? '',
    `${shares[0]?.value ?? 0} / 1 000`,
  ]);
  const articles = [
    [
      'Objet',
      `Le présent règlement fixe les droits et obligations des copropriétaires de ${name} et l’état descriptif de division de l’immeuble.`,
    ],
    [
      'Parties communes',
      'Sont communs le sol, les fondations, les gros murs, la toiture, les escaliers, les réseaux jusqu’aux branchements de chaque lot.',
    ],
    ['Parties privatives', 'Chaque lot comprend la jouissance exclusive de ce qui est décrit au tableau ci-après.'],
    [
      'Usage',
      'L’immeuble est à usage principal d’habitation. Nul ne peut troubler la tranquillité de ses voisins ni modifier l’aspect des façades sans accord de l’assemblée.',
    ],
    [
      'Charges',
      'Les charges générales sont réparties selon les tantièmes de chaque lot ; les charges d’ascenseur selon l’utilité qu’il présente.',
    ],
  ] as const;
  return {
    title: 'Règlement de copropriété et état descriptif de division',
    documentDate: signedOn,
    html: contract(spec.letterhead, {
      title: `Règlement de copropriété – ${name}`,
      between: [],
      articles,
      inside: table(['Lot', 'Désignation', 'Niveau', 'Tantièmes'], lots),
      signedOn,
    }),
  };
}

export function maintenance({ spec }: Agency, home: SyndicHome): Named {
  const what = home.spec.hasLift ? 'de l’ascenseur' : 'de la chaufferie';
  const supplier = home.spec.hasLift ? 'Ascenseurs de l’Est' : 'Thermo Meurthe';
  const articles = [
    ['Objet', `Le prestataire assure l’entretien ${what} : visites, réglages, petites fournitures.`],
    [
      'Visites et dépannage',
      'Une visite toutes les six semaines. Dépannage sous quatre heures ouvrées, à toute heure pour une personne bloquée.',
    ],
    [
      'Durée et prix',
      `Un an, renouvelé tacitement. Prix annuel : ${euros(Math.round(home.spec.budget * 0.12))} TTC, révisé chaque année.`,
    ],
  ] as const;
  return {
    title: `Contrat d’entretien ${what}`,
    documentDate: '2023-02-01',
    html: contract(spec.letterhead, {
      title: `Contrat d’entretien ${what}`,
      between: [`Le syndicat des copropriétaires ${home.spec.name}`, supplier],
      articles,
      signedOn: '2023-02-01',
    }),
  };
}

export function mandate({ spec }: Agency, home: SyndicHome): Named {
  const signedOn = home.spec.meetings.filter((meeting) => meeting <= spec.today).at(-1) ?? '2026-06-10';
  const articles = [
    [
      'Mission',
      'Le syndic exécute les décisions de l’assemblée, administre l’immeuble, pourvoit à sa conservation et représente le syndicat.',
    ],
    ['Durée', `Trois ans, du ${longFrench(signedOn)} au ${longFrench(daysLater(signedOn, 1095))}.`],
    ['Honoraires forfaitaires', `${euros(home.spec.apartments * 21_600)} TTC par an pour la gestion courante.`],
    [
      'Prestations particulières',
      'Elles sont limitées à la liste de l’annexe 2 du décret du 17 mars 1967, au tarif joint.',
    ],
  ] as const;
  return {
    title: 'Contrat de syndic 2026-2029',
    documentDate: signedOn,
    html: contract(spec.letterhead, {
      title: 'Contrat de syndic',
      between: [`Le syndicat des copropriétaires ${home.spec.name}`, spec.letterhead.name],
      articles,
      signedOn,
    }),
  };
}

export function quote({ spec }: Agency, home: SyndicHome): Named {
  const { works } = home.spec;
  const total = works?.total ?? 0;
  const rows = [
    ['Installation de chantier et échafaudage', euros(Math.round(total * 0.22))],
    ['Fourniture et mise en œuvre', euros(Math.round(total * 0.71))],
    ['Nettoyage et repli', euros(total - Math.round(total * 0.22) - Math.round(total * 0.71))],
  ];
  return {
    title: `Devis approuvé – ${works?.label ?? ''}`,
    documentDate: daysLater(works?.calls[0] ?? '2026-01-01', -90),
    html: factSheet(
      spec.letterhead,
      `Devis – ${works?.label ?? ''}`,
      `${site(home)} – prix toutes taxes comprises.`,
      table(['Poste', 'Montant'], rows, { numbers: [1], total: ['Total', euros(total)] }),
    ),
  };
}

export function insurance({ spec }: Agency, home: SyndicHome): Named {
  const rows = [
    ['Incendie et événements assimilés', 'Valeur à neuf'],
    ['Dégâts des eaux', 'Franchise 300 €'],
    ['Responsabilité civile', '8 000 000 €'],
    ['Bris de glace des parties communes', 'Valeur à neuf'],
  ];
  return {
    title: 'Attestation d’assurance multirisque 2026',
    documentDate: '2026-01-06',
    validUntil: '2026-12-31',
    html: factSheet(
      spec.letterhead,
      'Attestation d’assurance multirisque immeuble',
      `${site(home)} – contrat ${home.spec.ref}-MRI, du 1er janvier au 31 décembre 2026. Assureur : Assurances des Trois Maisons.`,
      table(['Garantie', 'Montant'], rows),
    ),
  };
}
