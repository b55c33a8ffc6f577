import { Controller, Param, Post } from '@nestjs/common';
import { SeeAs } from '../../identity/index.js';
import { CurrentViewer, Staff, type StaffViewer } from '../../platform/auth/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { Forbidden, NotFound } from '../../platform/errors/index.js';
import { redirect, type Redirect } from '../../platform/http/index.js';
import { reachesBeyond } from '../staff-see-as.queries.js';
import { StaffRecords } from '../staff-records.js';
import { InLine, type StaffScope } from '../staff-scope.js';

/** "Voir l'espace comme ce client" (ADM-54): accounts are in it, hence their permission. The banner there leads back. */
@Controller('agence/:line/portefeuille/:category/:id/vue-client')
export class StaffSeeAsController {
  constructor(
    private readonly records: StaffRecords,
    private readonly seeAs: SeeAs,
    private readonly work: UnitOfWork,
  ) {}

  @Post()
  @Staff('accounts.view')
  async start(
    @InLine() scope: StaffScope,
    @CurrentViewer() viewer: StaffViewer,
    @Param('category') slug: string,
    @Param('id') id: string,
  ): Promise<Redirect> {
    const open = await this.records.party(scope, slug, id);
    if (!open.isClient) throw new NotFound();
    if (await this.work.read((query) => reachesBeyond(query, open.party.id, viewer)))
      throw new Forbidden('portfolio:see-as-beyond');
    const { address } = this.records.partyHead(open, 'general');
    return redirect(await this.seeAs.start(open.party.id, address));
  }
}
