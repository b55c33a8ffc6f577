import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type AccessCard, ResidentAccess } from '../../../identity/index.js';
import { Audit } from '../../../platform/audit/index.js';
import { CurrentViewer, Staff, type StaffViewer } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { NotFound } from '../../../platform/errors/index.js';
import { page, type Page, RedirectTo, savedAs } from '../../../platform/http/index.js';
import {
  categoryOfAccount,
  fullName,
  idOf,
  InLine,
  openLines,
  StaffRecords,
  type StaffScope,
} from '../../../portfolio/index.js';
import { hrefOf, TONES } from '../account-pages.js';
import { AccountTicks } from '../account-ticks.service.js';
import { AccountWords } from '../account-words.js';
import { AccessLetters } from '../codes/access-letters.js';
import { addresseesOf } from '../codes/editions.queries.js';
import { findPartyWithAccounts, type PartyWithAccounts } from '../party-record.queries.js';

/** Tab "PLUS" of a client: his login, and his initial password while it can be read (ACC-26, ACC-28). */
@Controller()
@Staff('residents.reset_password')
export class StaffPartyMoreController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly access: ResidentAccess,
    private readonly ticks: AccountTicks,
    private readonly records: StaffRecords,
    private readonly letters: AccessLetters,
    private readonly words: AccountWords,
    private readonly audit: Audit,
  ) {}

  /** The tab among those of the portfolio's record leads to the one page there is. */
  @Get('agence/:line/portefeuille/:category/:id/plus')
  async fromRecord(
    @InLine() scope: StaffScope,
    @Param('category') slug: string,
    @Param('id') id: string,
  ): Promise<never> {
    const { party } = await this.records.party(scope, slug, id);
    throw new RedirectTo(`/gestion/tiers/${party.id}`);
  }

  @Get('gestion/tiers/:id')
  async show(@Param('id') given: string, @CurrentViewer() viewer: StaffViewer): Promise<Page> {
    const party = await this.find(given, viewer);
    const standings = await this.work.read((query) => this.ticks.standings(query, party.accounts));
    const card = (await this.access.cards([party.id])).get(party.id);
    const codes = card?.state === 'initial' ? await this.initial(party.id) : null;
    const head = await this.headOf(party, viewer);
    return page('accounts/staff/party', {
      title: fullName(party.holder),
      head,
      source: party.source,
      accounts: party.accounts.map((one) => {
        const standing = standings.get(one.id) ?? 'unpublished';
        return {
          number: one.number,
          href: viewer.permissions.has('accounts.view')
            ? hrefOf({ line: one.line, buildingIds: null }, one, true)
            : null,
          kind: this.words.say(`kinds.${one.kind}`),
          building: one.building,
          published: this.words.say(`standing.${standing}`),
          tone: TONES[standing],
        };
      }),
      card: card ?? null,
      password: codes?.password ?? null,
      personal: Boolean(card && isPersonal(card)),
      hasAccess: Boolean(card && card.state !== 'closed'),
      passwordHref: head && card && card.state !== 'closed' ? `${head.address}/mot-de-passe` : null,
      letterHref: codes ? `/gestion/tiers/${party.id}/lettre` : null,
    });
  }

  /** The letter of one person, printed at once. */
  @Get('gestion/tiers/:id/lettre')
  async letter(
    @Param('id') given: string,
    @CurrentViewer() viewer: StaffViewer,
    @Res() response: Response,
  ): Promise<void> {
    const { id, holder } = await this.find(given, viewer);
    const card = (await this.access.cards([id])).get(id);
    const codes = card?.state === 'initial' ? (await this.access.initialPasswords([id])).get(id) : undefined;
    const [addressee] = await this.work.read((query) => addresseesOf(query, [id]));
    if (!codes || !addressee) throw new NotFound();
    const pdf = await this.letters.draw([{ ...addressee, ...codes }]);
    await this.audit.record({
      action: 'resident.codes-printed',
      subject: { kind: 'party', id },
      details: { count: 1 },
    });
    response.set({
      'Content-Type': 'application/pdf',
      'Content-Disposition': savedAs(`${this.words.say('letter.file', { name: fullName(holder) })}.pdf`, 'inline'),
      'Cache-Control': 'private, no-store',
    });
    response.send(pdf);
  }

  /** Whoever reads a password leaves his name. */
  private async initial(partyId: string): Promise<{ password: string } | null> {
    const password = await this.access.initialPassword(partyId);
    if (password === null) return null;
    await this.audit.record({ action: 'resident.initial-password-read', subject: { kind: 'party', id: partyId } });
    return { password };
  }

  /** @throws NotFound for someone without an account in the viewer's lines and buildings */
  private async find(given: string, { buildingIds }: StaffViewer): Promise<PartyWithAccounts> {
    const id = idOf(given);
    const reach = { lines: openLines(), buildingIds };
    const party = id ? await this.work.read((query) => findPartyWithAccounts(query, id, reach)) : null;
    if (!party) throw new NotFound();
    return party;
  }

  /** The head of his record in the portfolio, where it has one: something of his is published. */
  private async headOf({ id, accounts }: PartyWithAccounts, viewer: StaffViewer) {
    const shown = accounts.find(({ isVisible }) => isVisible);
    if (!shown || !viewer.permissions.has('portfolio.view')) return null;
    const scope = { line: shown.line, buildingIds: viewer.buildingIds };
    const open = await this.records.party(scope, categoryOfAccount(shown.kind).slug, id);
    return this.records.partyHead(open, 'plus');
  }
}

const isPersonal = ({ personalisedAt, validUntil }: AccessCard) => personalisedAt !== null && validUntil === null;
