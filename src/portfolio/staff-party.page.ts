import { Injectable } from '@nestjs/common';
import { type AccessCard, ResidentAccess } from '../identity/index.js';
import type { StaffViewer } from '../platform/auth/index.js';
import { page, type Page } from '../platform/http/index.js';
import type { PartySeat } from './staff-party-record.queries.js';
import { type OpenParty, StaffRecords } from './staff-records.js';

/** "Général" of a person: name, address, accounts, access to the extranet. */
@Injectable()
export class StaffPartyPage {
  constructor(
    private readonly records: StaffRecords,
    private readonly access: ResidentAccess,
  ) {}

  async general(open: OpenParty, viewer: StaffViewer): Promise<Page> {
    const { party, scope } = open;
    const card = (await this.access.cards([party.id])).get(party.id);
    const head = this.records.partyHead(open, 'general');
    return page('portfolio/staff/party', {
      title: head.title,
      head,
      party,
      accounts: party.accounts.map((account) => ({
        ...account,
        building: account.building && {
          ...account.building,
          href: `${head.home}/immeubles/${account.building.id}`,
        },
      })),
      seats: party.seats.map((seat: PartySeat) => ({ ...seat, href: `${head.home}/immeubles/${seat.buildingId}` })),
      line: scope.line,
      access: card ? accessOf(card) : null,
      may: {
        resetPassword: viewer.permissions.has('residents.reset_password'),
        seeAs: open.isClient && card !== undefined && viewer.permissions.has('accounts.view'),
      },
    });
  }
}

const TONES: Record<AccessCard['state'], string> = {
  personal: 'success',
  initial: 'info',
  temporary: 'info',
  dormant: 'warning',
  closed: '',
  blocked: 'danger',
};

function accessOf(card: AccessCard) {
  return { ...card, tone: TONES[card.state], open: card.state !== 'closed' && card.state !== 'blocked' };
}
