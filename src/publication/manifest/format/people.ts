import { email, phone } from '../lexical-contact.js';
import { bool, degrees, oneOf, pattern, ref, text } from '../lexical.js';
import type { Address, Credentials, PartyRow, StaffMemberRow, SupplierRow } from '../manifest.types.js';
import { optional, required, secret, soft } from './attribute.js';
import { country } from './country.js';
import { element, one, row } from './element.js';
import { invalidRow, missingAttribute } from './fault.js';

const INITIAL_PASSWORD_MIN_LENGTH = 8;

export const address = element<Address>('address', {
  noun: 'adresse',
  attributes: {
    line1: required(text(80)),
    line2: optional(text(80)),
    line3: optional(text(80)),
    line4: optional(text(80)),
    postalCode: optional(text(10)),
    city: optional(text(80)),
    country: optional(country, 'FR'),
    latitude: optional(degrees(90)),
    longitude: optional(degrees(180)),
  },
});

const credentials = element<Credentials>('credentials', {
  noun: 'identifiants',
  attributes: {
    login: required(pattern(/^[a-z0-9.-]{4,40}$/)),
    initialPassword: secret(optional(text(64))),
  },
  check: ({ initialPassword }) =>
    initialPassword !== null && [...initialPassword].length < INITIAL_PASSWORD_MIN_LENGTH
      ? invalidRow(`« initialPassword » a moins de ${INITIAL_PASSWORD_MIN_LENGTH} caractères.`)
      : undefined,
});

export const staffMember = row<StaffMemberRow>('staffMember', {
  noun: 'Collaborateur',
  attributes: {
    ref: required(ref),
    lastName: required(text(80)),
    firstName: optional(text(80)),
    email: soft(email),
    phone: soft(phone),
    role: optional(oneOf('manager', 'assistant', 'accountant'), 'assistant'),
  },
});

export const party = row<PartyRow>('party', {
  noun: 'Tiers',
  attributes: {
    ref: required(ref),
    kind: required(oneOf('person', 'company')),
    civility: optional(text(20)),
    lastName: optional(text(80)),
    firstName: optional(text(80)),
    companyName: optional(text(120)),
    email: soft(email),
    phone: soft(phone),
    mobile: soft(phone),
    electronicNotices: optional(bool, false),
    language: optional(oneOf('fr', 'en'), 'fr'),
  },
  children: { address: one(address), credentials: one(credentials) },
  check({ kind, lastName, companyName }) {
    if (kind === 'person' && lastName === null) return invalidRow(missingAttribute('lastName'));
    if (kind === 'company' && companyName === null) return invalidRow(missingAttribute('companyName'));
    return undefined;
  },
});

export const supplier = row<SupplierRow>('supplier', {
  noun: 'Fournisseur',
  attributes: {
    ref: required(ref),
    party: required(ref),
    account: required({ ...text(20), parse: (raw) => (raw.startsWith('401') ? text(20).parse(raw) : undefined) }),
    trade: optional(text(60)),
    visible: optional(bool, true),
    phone: soft(phone),
    email: soft(email),
  },
});
