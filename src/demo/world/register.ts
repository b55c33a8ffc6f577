import type { RowDraft } from '../../publication/manifest/write-manifest.js';
import { accountNumber, emailOf, fictionalLandline, fictionalMobile, person } from '../names.js';
import { address } from '../places.js';
import type { Random } from '../random.js';
import type { CastMember } from './types.js';

/** Whom the agency knows: parties once each, account numbers once each. */
export class Register {
  readonly parties: RowDraft<'parties'>[] = [];
  private readonly byRef = new Map<string, RowDraft<'parties'>>();
  private readonly numbers = new Set<string>();
  private readonly names = new Set<string>();

  constructor(private readonly random: Random) {}

  party(ref: string): RowDraft<'parties'> {
    const party = this.byRef.get(ref);
    if (!party) throw new Error(`unknown party ${ref}`);
    return party;
  }

  /** A member of the cast, or someone made up whose name nobody else has. */
  enrol(member?: CastMember): RowDraft<'parties'> {
    const known = member && this.byRef.get(member.ref);
    if (known) return known;
    const chance = this.random.fork(`party ${this.parties.length}`);
    const { civility, firstName, lastName } = member ?? this.stranger(chance);
    this.names.add(`${firstName} ${lastName}`);
    const { login, initialPassword } = member ?? {};
    return this.add({
      ref: member?.ref ?? `T${String(4001 + this.parties.length)}`,
      kind: 'person',
      civility,
      firstName,
      lastName,
      email: chance.chance(0.85) || member ? emailOf({ civility, firstName, lastName }) : null,
      mobile: fictionalMobile(chance),
      electronicNotices: chance.chance(0.6),
      language: 'fr',
      address: address(chance),
      credentials: login ? { login, initialPassword } : null,
    });
  }

  company(ref: string, companyName: string, email: string): RowDraft<'parties'> {
    const chance = this.random.fork(`company ${ref}`);
    const row = {
      ref,
      kind: 'company',
      companyName,
      email,
      phone: fictionalLandline(chance),
      electronicNotices: true,
      language: 'fr',
    } as const;
    return this.add({ ...row, address: address(chance) });
  }

  /** "450MARTINA", and "450MARTINA2" when it is taken. */
  number(prefix: string, { lastName, firstName, companyName }: RowDraft<'parties'>): string {
    const base = accountNumber(prefix, lastName ?? companyName ?? '', firstName ?? '');
    let number = base;
    for (let rank = 2; this.numbers.has(number); rank += 1) number = `${base}${rank}`;
    this.numbers.add(number);
    return number;
  }

  private stranger(chance: Random): ReturnType<typeof person> {
    let who = person(chance);
    while (this.names.has(`${who.firstName} ${who.lastName}`)) who = person(chance);
    return who;
  }

  private add(party: RowDraft<'parties'>): RowDraft<'parties'> {
    this.parties.push(party);
    this.byRef.set(party.ref, party);
    return party;
  }
}

export const fullName = ({ civility, firstName, lastName, companyName }: RowDraft<'parties'>): string =>
  companyName ?? [civility, firstName, lastName].filter(Boolean).join(' ');
