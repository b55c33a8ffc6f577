import { Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Staff } from '../../../platform/auth/index.js';
import { context, currentTenant } from '../../../platform/context/index.js';
import { Form, page, type Page, redirect, type Redirect } from '../../../platform/http/index.js';
import { Translator } from '../../../platform/i18n/index.js';
import { RunPages } from '../run-pages.js';
import { SftpAddresses } from '../../sftp/sftp-address.js';
import { SourceDesk } from './source-desk.js';
import { SshKeyDesk } from './ssh-key-desk.js';
import { newSourceSchema, type NewSourceForm, sourceSchema, type SourceSettings } from './source.schema.js';

const HOME = '/gestion/administration/publication-internet/sources';
const nothing = z.strictObject({ _page: z.string().optional() });

/** Who may send publications: programs with a key of their own (PUB-61). */
@Controller('gestion/administration/publication-internet/sources')
@Staff('sources.manage')
export class StaffSourcesController {
  constructor(
    private readonly desk: SourceDesk,
    private readonly keys: SshKeyDesk,
    private readonly sftp: SftpAddresses,
    private readonly runs: RunPages,
    private readonly translator: Translator,
  ) {}

  @Get()
  async list(): Promise<Page> {
    const sources = await this.desk.list();
    return page('publication/staff/sources', {
      title: this.say('publication:sources.title'),
      home: HOME,
      machines: sources.some(({ kind }) => kind === 'machine'),
      sources: sources.map((source) => ({
        ...source,
        lines: source.lines.map((line) => this.say(`publication:lines.${line}`)).join(', '),
        href: `${HOME}/${source.code}`,
        runHref: source.lastNumber ? `/gestion/publications/${source.lastNumber}` : null,
      })),
    });
  }

  @Get('nouvelle')
  newForm(): Page {
    return page('publication/staff/source-new', {
      title: this.say('publication:sources.new'),
      home: HOME,
      lines: this.lines(),
      given: { lines: currentTenant().lines },
    });
  }

  @Post('nouvelle')
  async add(@Form(newSourceSchema) form: NewSourceForm): Promise<Redirect> {
    this.runs.forWhole(form.lines);
    const key = await this.desk.add(form);
    return redirect(`${HOME}/${form.reference}`, { notice: 'publication:sources.added', once: { key } });
  }

  @Get(':code')
  async one(@Param('code') code: string): Promise<Page> {
    const source = await this.desk.machine(code);
    const [keys, sftp] = await Promise.all([this.keys.list(source.id), this.sftp.of(source.code)]);
    return page('publication/staff/source', {
      keys,
      sftp,
      title: source.label,
      home: HOME,
      address: `${HOME}/${code}`,
      source: { ...source, networks: source.networks.join('\n') },
      runHref: source.lastNumber ? `/gestion/publications/${source.lastNumber}` : null,
      lines: this.lines(),
    });
  }

  @Post(':code')
  async change(@Param('code') code: string, @Form(sourceSchema) form: SourceSettings): Promise<Redirect> {
    this.runs.forWhole(form.lines);
    await this.assertMine(code);
    await this.desk.change(code, form);
    return redirect(`${HOME}/${code}`, { notice: 'publication:sources.changed' });
  }

  @Post(':code/cle')
  async renew(@Param('code') code: string, @Form(nothing) _: unknown): Promise<Redirect> {
    await this.assertMine(code);
    const key = await this.desk.renew(code);
    return redirect(`${HOME}/${code}`, { notice: 'publication:sources.renewed', once: { key } });
  }

  @Post(':code/suspension')
  async suspend(@Param('code') code: string, @Form(nothing) _: unknown): Promise<Redirect> {
    await this.desk.suspend(code, true);
    return redirect(`${HOME}/${code}`, { notice: 'publication:sources.suspended-notice' });
  }

  @Post(':code/reprise')
  async resume(@Param('code') code: string, @Form(nothing) _: unknown): Promise<Redirect> {
    await this.assertMine(code);
    await this.desk.suspend(code, false);
    return redirect(`${HOME}/${code}`, { notice: 'publication:sources.resumed-notice' });
  }

  /** A key publishes for the whole of the source's lines. @throws Forbidden to who works for less */
  private async assertMine(code: string): Promise<void> {
    this.runs.forWhole((await this.desk.machine(code)).lines);
  }

  private lines() {
    return currentTenant().lines.map((value) => ({ value, label: this.say(`publication:lines.${value}`) }));
  }

  private say(key: string): string {
    return this.translator.say(context().locale, key);
  }
}
