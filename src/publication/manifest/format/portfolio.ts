import { phone } from '../lexical-contact.js';
import { bool, date, decimal2, int, oneOf, ref, text } from '../lexical.js';
import type {
  AllocationKey,
  BuildingRow,
  Caretaker,
  CouncilMember,
  FiscalYear,
  LotHolder,
  LotRow,
  LotShare,
  Meeting,
} from '../manifest.types.js';
import { named, optional, required, soft } from './attribute.js';
import { element, many, one, row } from './element.js';
import { impossibleRow, invalidRow, type Fault } from './fault.js';
import { line } from './lines.js';
import { address } from './people.js';
import { isBefore, overlapOf, passesMonths } from './periods.js';

const FISCAL_YEAR_MAX_MONTHS = 18;

const allocationKey = element<AllocationKey>('allocationKey', {
  noun: 'clé',
  attributes: { ref: required(ref), label: required(text(60)), total: required(int(1)) },
});

const fiscalYear = element<FiscalYear>('fiscalYear', {
  noun: 'exercice',
  attributes: {
    ref: required(ref),
    start: required(date),
    end: required(date),
    closed: required(bool),
    approvedOn: optional(date),
  },
  check({ start, end }) {
    if (end <= start) return impossibleRow(`fin (${end}) avant le début (${start}).`);
    if (passesMonths(start, end, FISCAL_YEAR_MAX_MONTHS))
      return impossibleRow(`plus de ${FISCAL_YEAR_MAX_MONTHS} mois.`);
    return undefined;
  },
});

const council = element<CouncilMember>('council', {
  noun: 'conseil syndical',
  attributes: {
    party: required(ref),
    title: required(oneOf('member', 'president')),
    since: optional(date),
    until: optional(date),
  },
  check: ({ since, until }) =>
    isBefore(until, since) ? impossibleRow(`« until » (${until}) avant « since » (${since}).`) : undefined,
});

const caretaker = element<Caretaker>('caretaker', {
  noun: 'gardien',
  attributes: { party: required(ref), phone: soft(phone), presence: optional(text(300)) },
});

const meeting = element<Meeting>('meeting', {
  noun: 'assemblée',
  attributes: { heldOn: required(date), approvesAccounts: required(bool) },
});

export const building = row<BuildingRow>('building', {
  noun: 'Immeuble',
  attributes: {
    ref: required(ref),
    businessLine: named('line', required(line)),
    name: required(text(120)),
    entity: optional(ref),
    lotsCount: optional(int(0)),
    constructionYear: optional(int()),
    registryNumber: optional(text(20)),
    syndicSince: optional(date),
    manager: optional(ref),
    assistant: optional(ref),
    accountant: optional(ref),
    worksFundExempt: optional(bool, false),
    separateBankAccount: optional(bool, true),
  },
  children: {
    address: one(address),
    allocationKeys: many(allocationKey, 200, { unique: 'file', unordered: true }),
    fiscalYears: many(fiscalYear, 30, { unique: 'file', unordered: true }),
    council: many(council, 50, { unordered: true }),
    caretakers: many(caretaker, 10, { unordered: true }),
    meetings: many(meeting, 60, { unordered: true }),
  },
  check: (value) => councilOutsideSyndic(value) ?? overlappingYears(value),
});

function councilOutsideSyndic({ businessLine, council: members }: BuildingRow): Fault | undefined {
  return businessLine !== 'syndic' && members.length > 0
    ? impossibleRow('un conseil syndical ne va qu’à un immeuble de syndic.')
    : undefined;
}

function overlappingYears({ fiscalYears }: BuildingRow): Fault | undefined {
  const pair = overlapOf(fiscalYears);
  return pair && impossibleRow(`les exercices ${pair[0].ref} et ${pair[1].ref} se chevauchent.`);
}

const share = element<LotShare>('share', {
  noun: 'tantième',
  attributes: { key: required(ref), value: required(int(0)) },
});

const holder = element<LotHolder>('holder', {
  noun: 'détenteur',
  attributes: {
    account: required(ref),
    part: required(oneOf('owner', 'lessee')),
    from: optional(date),
    until: optional(date),
  },
  check: ({ from, until }) =>
    isBefore(until, from) ? impossibleRow(`« until » (${until}) avant « from » (${from}).`) : undefined,
});

export const lot = row<LotRow>('lot', {
  noun: 'Lot',
  attributes: {
    ref: required(ref),
    building: required(ref),
    number: required(text(20)),
    kind: optional(oneOf('apartment', 'house', 'parking', 'cellar', 'shop', 'office', 'other'), 'other'),
    floor: optional(text(20)),
    description: optional(text(300)),
    area: optional(decimal2),
  },
  children: {
    shares: many(share, 50, { unordered: true }),
    holders: many(holder, 20, { unordered: true }),
  },
  check({ shares }) {
    const keys = shares.map(({ key }) => key);
    const repeated = keys.find((key, index) => keys.indexOf(key) !== index);
    return repeated === undefined ? undefined : invalidRow(`clé « ${repeated} » donnée deux fois.`);
  },
});
