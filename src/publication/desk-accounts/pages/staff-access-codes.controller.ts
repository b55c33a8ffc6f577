import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { Audit } from '../../../platform/audit/index.js';
import { CurrentViewer, Staff, type StaffViewer } from '../../../platform/auth/index.js';
import { currentTenant } from '../../../platform/context/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { NotFound } from '../../../platform/errors/index.js';
import { FileStore, sendFile } from '../../../platform/files/index.js';
import { Form, page, type Page, redirect, type Redirect } from '../../../platform/http/index.js';
import { idOf, InLine, type StaffScope } from '../../../portfolio/index.js';
import { homeOf } from '../account-pages.js';
import { AccountWords } from '../account-words.js';
import { AccessCodes } from '../codes/access-codes.service.js';
import { type Edition, findEdition, lettersOf } from '../codes/editions.queries.js';
import { listHref, readSelection, SELECTION_FIELDS, selectionValues } from '../selection.js';

const schema = z.strictObject({ email: z.literal('on').optional(), ...SELECTION_FIELDS });
const LOOK_AGAIN_SECONDS = 4;

/** "Éditer les codes d'accès": asked, made by a job, seen by who asked for it (ACC-34). */
@Controller('gestion/:line/comptes/codes')
@Staff('residents.reset_password')
export class StaffAccessCodesController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly codes: AccessCodes,
    private readonly words: AccountWords,
    private readonly files: FileStore,
    private readonly audit: Audit,
  ) {}

  @Get()
  async confirm(@InLine() scope: StaffScope, @Query() asked: Record<string, unknown>): Promise<Page> {
    const { partyIds, withEmail, personal, others } = await this.codes.plan(scope, readSelection(scope, asked));
    const count = partyIds.length;
    return page('accounts/staff/codes', {
      title: this.words.say('codes.title'),
      home: homeOf(scope),
      back: listHref(homeOf(scope), scope, asked),
      count,
      withEmail,
      sentence: this.words.say('codes.sentence', { count }),
      consequences: [
        ...(withEmail > 0 ? [this.words.say('codes.with-email', { count: withEmail })] : []),
        ...(personal > 0 ? [this.words.say('codes.personal', { count: personal })] : []),
        ...(others > 0 ? [this.words.say('codes.others', { count: others })] : []),
        this.words.say('codes.kept'),
      ],
      values: selectionValues(scope, asked),
      nobody: personal + others > 0,
    });
  }

  @Post()
  async ask(@InLine() scope: StaffScope, @Form(schema) form: z.infer<typeof schema>): Promise<Redirect> {
    const id = await this.codes.ask(scope, readSelection(scope, form), form.email === 'on');
    if (!id)
      return redirect(listHref(homeOf(scope), scope, form), { notice: 'desk-accounts:codes.none', tone: 'warning' });
    return redirect(`${homeOf(scope)}/codes/${id}`);
  }

  @Get(':id')
  async show(
    @InLine() scope: StaffScope,
    @Param('id') id: string,
    @CurrentViewer() viewer: StaffViewer,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Page> {
    const edition = await this.find(scope, id, viewer);
    const parts = await this.work.read((query) => lettersOf(query, edition.id));
    const isUnderWay = edition.state === 'waiting' || edition.state === 'running';
    if (isUnderWay) response.set('Refresh', String(LOOK_AGAIN_SECONDS));
    return page('accounts/staff/edition', {
      title: this.words.say('codes.title'),
      home: homeOf(scope),
      address: `${homeOf(scope)}/codes/${edition.id}`,
      edition,
      isUnderWay,
      parts: parts.map(({ position, letters }) => ({
        label: this.words.say(parts.length > 1 ? 'codes.letters-part' : 'codes.letters', {
          count: letters,
          part: position,
        }),
        href: `${homeOf(scope)}/codes/${edition.id}/lettres/${position}`,
      })),
    });
  }

  @Get(':id/lettres/:position')
  async letters(
    @InLine() scope: StaffScope,
    @Param('id') id: string,
    @Param('position') position: string,
    @CurrentViewer() viewer: StaffViewer,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const edition = await this.find(scope, id, viewer);
    const part = (await this.work.read((query) => lettersOf(query, edition.id))).find(
      (one) => String(one.position) === position,
    );
    if (!part) throw new NotFound();
    await this.audit.record({
      action: 'accounts.letters-download',
      subject: { kind: 'access_code_edition', id: edition.id },
      details: { position },
    });
    await sendFile(this.files, request, response, {
      tenantId: currentTenant().id,
      sha256: part.file,
      mediaType: 'application/pdf',
      filename: `${this.words.say('codes.file', { part: position })}.pdf`,
      disposition: 'inline',
    });
  }

  /** @throws NotFound, also for an edition that somebody else asked for */
  private async find(scope: StaffScope, given: string, viewer: StaffViewer): Promise<Edition> {
    const id = idOf(given);
    const edition = id ? await this.work.read((query) => findEdition(query, id, viewer.staffId)) : null;
    if (!edition || edition.line !== scope.line) throw new NotFound();
    return edition;
  }
}
