import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { CurrentViewer, Staff, type StaffViewer } from '../../platform/auth/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { type Page, page, redirect, type Redirect } from '../../platform/http/index.js';
import { ListAddress, readListRequest, textOf } from '../../platform/lists/index.js';
import { paragraphs } from '../../platform/mail/index.js';
import { Say } from '../pages/say.js';
import { countMessages, listMessages } from './system-message.queries.js';
import { SystemMessages } from './system-messages.service.js';

/** What is no identifier names no message. */
const MESSAGE_ID = new ParseUUIDPipe({ exceptionFactory: () => new NotFound() });
const PATH = '/gestion/messages';
const RULES = { sorts: ['date'], usual: '-date' } as const;
/** Those not read, unless he asks for others. */
const STATES: Record<string, boolean | null> = { '': false, lus: true, tous: null };

/** `/gestion/messages`: what the house told him; each sees his own alone. */
@Controller('gestion/messages')
export class StaffMessagesController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly messages: SystemMessages,
    private readonly say: Say,
  ) {}

  @Get()
  @Staff('signed-in')
  async list(@CurrentViewer() viewer: StaffViewer, @Query() asked: Record<string, unknown>): Promise<Page> {
    const request = readListRequest(asked, RULES);
    const state = textOf(asked.etat);
    const chosen = { etat: Object.hasOwn(STATES, state) ? state : '' };
    const filters = { staffId: viewer.staffId, read: STATES[chosen.etat] ?? null, search: request.search };
    const [found, counts] = await this.work.read((query) =>
      Promise.all([listMessages(query, filters, request), countMessages(query, filters)]),
    );
    const address = new ListAddress(PATH, request, chosen);
    return page('identity/staff/system-messages', {
      title: this.say.now('identity:system-messages.title'),
      address: PATH,
      search: request.search,
      chosen,
      keep: request.size === 25 ? {} : { par: request.size },
      states: Object.keys(STATES)
        .filter(Boolean)
        .map((state) => ({ value: state, label: this.say.now(`identity:system-messages.states.${state}`) })),
      rows: found.rows.map((row) => ({ ...row, href: `${PATH}/${row.id}` })),
      paging: address.paging(found, counts.found),
      counts,
      narrowed: address.narrowed && counts.all > 0,
      resetHref: address.narrowed ? PATH : null,
      allHref: `${PATH}?etat=tous`,
    });
  }

  @Get(':id')
  @Staff('signed-in')
  async open(@CurrentViewer() viewer: StaffViewer, @Param('id', MESSAGE_ID) id: string): Promise<Page> {
    const message = await this.messages.open(viewer.staffId, id);
    if (!message.readAt) viewer.unreadMessages = Math.max(0, viewer.unreadMessages - 1); // the frame of this very page counts them
    return page('identity/staff/system-message', {
      title: message.title,
      steps: [
        { label: this.say.now('identity:system-messages.title'), href: PATH },
        { label: message.title, href: null },
      ],
      message: { ...message, paragraphs: paragraphs(message.body) },
    });
  }

  @Post('lecture')
  @Staff('signed-in')
  async readAll(@CurrentViewer() viewer: StaffViewer): Promise<Redirect> {
    const count = await this.messages.markAllRead(viewer.staffId);
    return redirect(PATH, { notice: 'identity:system-messages.all-read', values: { count } });
  }

  @Post(':id/lecture')
  @Staff('signed-in')
  async read(@CurrentViewer() viewer: StaffViewer, @Param('id', MESSAGE_ID) id: string): Promise<Redirect> {
    await this.messages.open(viewer.staffId, id);
    return redirect(PATH, { notice: 'identity:system-messages.one-read' });
  }
}
