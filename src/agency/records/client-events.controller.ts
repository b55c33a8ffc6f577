import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Staff } from '../../platform/auth/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { page, type Page } from '../../platform/http/index.js';
import { Messages, paragraphs } from '../../platform/mail/index.js';
import { ListAddress, readListRequest } from '../../platform/lists/index.js';
import { InLine, StaffRecords, type StaffScope } from '../../portfolio/index.js';
import { isClientEvent, listClientEvents } from './client-events.queries.js';

const RULES = { sorts: ['date'], usual: '-date', size: 50 } as const;

/** "Événements" of a client: what the extranet sent him; never the agency's correspondence (ADM-57, ADM-58). */
@Controller('agence/:line/portefeuille/:category/:id/evenements')
export class ClientEventsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly records: StaffRecords,
    private readonly messages: Messages,
  ) {}

  @Get()
  @Staff('portfolio.view')
  async show(
    @InLine() scope: StaffScope,
    @Param('category') slug: string,
    @Param('id') id: string,
    @Query() asked: Record<string, unknown>,
  ): Promise<Page> {
    const open = await this.records.party(scope, slug, id);
    if (!open.isClient) throw new NotFound();
    const head = this.records.partyHead(open, 'events');
    const request = { ...readListRequest(asked, RULES), search: '', descending: true };
    const found = await this.work.read((query) => listClientEvents(query, open.party.id, request));
    const address = new ListAddress(`${head.address}/evenements`, request);
    return page('agency/staff/client-events', {
      title: head.title,
      head,
      events: found.rows,
      address: `${head.address}/evenements`,
      paging: address.paging(found),
    });
  }

  /** As it was sent; links and passwords that only its recipient may use are hidden. */
  @Get(':message')
  @Staff('portfolio.view')
  async read(
    @InLine() scope: StaffScope,
    @Param('category') slug: string,
    @Param('id') id: string,
    @Param('message') named: string,
  ): Promise<Page> {
    const open = await this.records.party(scope, slug, id);
    const messageId = z.uuid().safeParse(named).data;
    if (!messageId) throw new NotFound();
    const known = await this.work.read((query) => isClientEvent(query, open.party.id, messageId));
    if (!open.isClient || !known) throw new NotFound();
    const message = await this.messages.read(messageId);
    const head = this.records.partyHead(open, 'events');
    return page('agency/staff/client-event', {
      title: head.title,
      head,
      back: `${head.address}/evenements`,
      message: { ...message, paragraphs: paragraphs(message.body ?? '') },
    });
  }
}
