import { Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { z } from 'zod';
import { Staff } from '../../../platform/auth/index.js';
import { context } from '../../../platform/context/index.js';
import { NotFound } from '../../../platform/errors/index.js';
import { Form, page, type Page, redirect, type Redirect } from '../../../platform/http/index.js';
import { Translator } from '../../../platform/i18n/index.js';
import { RunPages } from '../run-pages.js';
import { SourceDesk } from './source-desk.js';
import { SshKeyDesk } from './ssh-key-desk.js';
import { sshKeySchema, type SshKeyForm } from './ssh-key.schema.js';

const HOME = '/gestion/administration/publication-internet/sources';

/** Public keys of a source, for SFTP. */
@Controller('gestion/administration/publication-internet/sources/:code/cles-ssh')
@Staff('sources.manage')
export class StaffSourceKeysController {
  constructor(
    private readonly keys: SshKeyDesk,
    private readonly sources: SourceDesk,
    private readonly runs: RunPages,
    private readonly translator: Translator,
  ) {}

  @Get()
  async newForm(@Param('code') code: string): Promise<Page> {
    const { label } = await this.sources.machine(code);
    const title = this.translator.say(context().locale, 'sftp:page.add-title');
    return page('publication/staff/source-key-new', { title, home: HOME, address: `${HOME}/${code}`, label });
  }

  @Post()
  async add(@Param('code') code: string, @Form(sshKeySchema) form: SshKeyForm): Promise<Redirect> {
    this.runs.forWhole((await this.sources.machine(code)).lines);
    await this.keys.add(code, form);
    return redirect(`${HOME}/${code}#cles-ssh`, { notice: 'sftp:page.added' });
  }

  @Post(':id/suppression')
  async remove(
    @Param('code') code: string,
    @Param('id', new ParseUUIDPipe({ exceptionFactory: () => new NotFound() })) id: string,
    @Form(z.strictObject({})) _: unknown,
  ): Promise<Redirect> {
    await this.keys.remove(code, id);
    return redirect(`${HOME}/${code}#cles-ssh`, { notice: 'sftp:page.removed' });
  }
}
