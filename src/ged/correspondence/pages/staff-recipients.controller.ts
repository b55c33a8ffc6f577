import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Staff } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { Form, page, type Page, redirect, type Redirect } from '../../../platform/http/index.js';
import { textOf } from '../../../platform/lists/index.js';
import { idOf } from '../../../portfolio/index.js';
import { CorrespondenceDesk } from '../desk/correspondence.service.js';
import { recipientsSchema, type WishedRecipient } from '../desk/correspondence.schema.js';
import { type FoundRecipient, searchRecipients } from '../desk/recipient.queries.js';
import { Recipients } from '../desk/recipients.service.js';
import { isCouncilBinder } from '../domain/standing.js';
import { HOME } from './correspondence-view.js';
import { DeskPages } from './pages.service.js';

const removal = z.strictObject({ targetId: z.uuid() });

/** Whom a correspondence is for: sought by name, number or building, ticked, added (GED-51). */
@Controller('gestion/evenements/:number/destinataires')
@Staff('correspondence.edit')
export class StaffRecipientsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly desk: CorrespondenceDesk,
    private readonly recipients: Recipients,
    private readonly pages: DeskPages,
  ) {}

  @Get()
  async choose(@Param('number') number: string, @Query() asked: Record<string, unknown>): Promise<Page> {
    const event = await this.desk.openMine(number);
    const search = textOf(asked.q);
    const buildingId = idOf(asked.immeuble);
    const found = await this.work.read((query) => searchRecipients(query, event.line, { search, buildingId }));
    const address = `${HOME}/${event.number}/destinataires`;
    const chosen = new Set(event.recipients.map(({ scope, targetId }) => `${scope}:${targetId}`));
    const row = (one: FoundRecipient) => ({
      ...one,
      value: `${one.scope}:${one.targetId}`,
      chosen: chosen.has(`${one.scope}:${one.targetId}`),
    });
    const councilOffered =
      event.line === 'syndic' && (event.binderPath === null || isCouncilBinder(event.binderLevels ?? []));
    return page('ged/staff/event-recipients', {
      title: this.pages.say('recipients.title', { number: String(event.number) }),
      home: HOME,
      eventHref: `${HOME}/${event.number}`,
      address,
      here: this.here(address, search, buildingId),
      event: { ...event, number: String(event.number) },
      search,
      keep: buildingId ? { immeuble: buildingId } : {},
      narrowed: search !== '' || buildingId !== null,
      ofBuilding: buildingId !== null,
      found: {
        buildings: found.buildings.map((one) => ({
          ...row(one),
          council: councilOffered
            ? { value: `council:${one.targetId}`, chosen: chosen.has(`council:${one.targetId}`) }
            : null,
          insideHref: `${address}?immeuble=${one.targetId}`,
        })),
        lots: found.lots.map(row),
        accounts: found.accounts.map(row),
        more: found.more,
        none: found.buildings.length + found.lots.length + found.accounts.length === 0,
      },
    });
  }

  @Post()
  async add(
    @Param('number') number: string,
    @Form(recipientsSchema) { to }: { to: WishedRecipient[] },
  ): Promise<Redirect> {
    const event = await this.desk.openMine(number);
    await this.recipients.add(event, to);
    return redirect(`${HOME}/${event.number}/destinataires`, {
      notice: 'correspondence:recipients.added',
      values: { count: to.length },
    });
  }

  @Post('retrait')
  async remove(
    @Param('number') number: string,
    @Form(removal) { targetId }: z.infer<typeof removal>,
  ): Promise<Redirect> {
    const event = await this.desk.openMine(number);
    await this.recipients.remove(event, [targetId]);
    return redirect(`${HOME}/${event.number}/destinataires`, { notice: 'correspondence:recipients.removed' });
  }

  /** The page a refused form comes back to: the same search. */
  private here(address: string, search: string, buildingId: string | null): string {
    const query = new URLSearchParams({
      ...(search ? { q: search } : {}),
      ...(buildingId ? { immeuble: buildingId } : {}),
    }).toString();
    return query ? `${address}?${query}` : address;
  }
}
