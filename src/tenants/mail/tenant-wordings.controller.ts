import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { Operator } from '../../platform/auth/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { Form, type Page, page, redirect, type Redirect } from '../../platform/http/index.js';
import type { Locale } from '../../platform/i18n/index.js';
import { declaredMessages, type MessageKind, paragraphs } from '../../platform/mail/index.js';
import { text } from '../domain/contact-fields.js';
import { Logos } from '../logos.service.js';
import { TenantTabs } from '../operator/tenant-tabs.js';
import { Say } from '../say.js';
import { Tenants } from '../tenants.service.js';
import { TenantWordings } from './tenant-wordings.service.js';
import { withoutFrame } from './wording-drafts.js';

const LOCALES = ['fr', 'en'] as const;
/** An email shown as a page: its own styles, images that came with it, nothing else. */
const AS_RECEIVED = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'";

/** An SMS has no subject; line ends are those of every system. */
const wordingSchema = z.strictObject({
  subject: z.preprocess((value) => value ?? '', z.string().trim().max(200, 'forms:too-long')),
  body: text(10_000).transform((body) => body.replace(/\r\n?/g, '\n')),
});

/** What each message says to the people of one tenant: the shipped words, or its own. */
@Controller('clients/:domain/textes')
@Operator()
export class TenantWordingsController {
  constructor(
    private readonly tenants: Tenants,
    private readonly wordings: TenantWordings,
    private readonly logos: Logos,
    private readonly tabs: TenantTabs,
    private readonly say: Say,
  ) {}

  @Get()
  async list(@Param('domain') domain: string): Promise<Page> {
    const tenant = await this.tenants.byDomain(domain);
    const changed = await this.wordings.changed(domain);
    const kinds = [...declaredMessages().values()].sort((one, other) => (one.name < other.name ? -1 : 1));
    const messages = await Promise.all(
      kinds.map(async (kind) => ({
        name: kind.name,
        channel: this.say.now(`tenant-mails:channel.${kind.channel}`),
        label: await this.label(domain, kind),
        versions: LOCALES.map((locale) => ({ ...this.version(locale), href: this.address(domain, kind.name, locale), own: changed.has(`${kind.name} ${locale}`) })),
      })),
    );
    return page('tenants/operator/wordings', { title: this.say.now('tenant-mails:wordings.title'), tenant, tabs: this.tabs.of(domain, 'wordings'), messages });
  }

  @Get(':room/:letter/:locale')
  async edit(@Param('domain') domain: string, @Param('room') room: string, @Param('letter') letter: string, @Param('locale') asked: string): Promise<Page> {
    const tenant = await this.tenants.byDomain(domain);
    const locale = known(asked);
    const name = `${room}/${letter}`;
    const { kind, own, wording, preview, variables } = await this.wordings.open(domain, name, locale);
    return page('tenants/operator/wording', {
      title: await this.label(domain, kind, preview.subject || preview.body),
      tenant,
      back: `/clients/${domain}/textes`,
      action: this.address(domain, name, locale),
      language: this.version(locale).language,
      others: LOCALES.map((one) => ({ label: this.version(one).language, href: this.address(domain, name, one), current: one === locale })),
      sms: kind.channel === 'sms',
      own,
      wording,
      preview,
      previewBody: paragraphs(kind.channel === 'sms' ? preview.body : withoutFrame(preview.body, preview.subject)),
      variables: variables.map((variable) => ({ place: `{${variable}}`, needed: kind.secrets.includes(variable) })),
    });
  }

  /** As it is received, with the example. */
  @Get(':room/:letter/:locale/apercu')
  async preview(@Param('domain') domain: string, @Param('room') room: string, @Param('letter') letter: string, @Param('locale') asked: string, @Res() response: Response): Promise<void> {
    const { html } = await this.wordings.preview(domain, this.wordings.kind(`${room}/${letter}`), known(asked));
    if (html === null) throw new NotFound();
    const logo = await this.logos.read(domain);
    const inside = logo ? `data:${logo.type};base64,${logo.bytes.toString('base64')}` : '';
    const shown = html.replace(/src="https?:\/\/[^"]+\/logo\/[0-9a-f]{64}"/g, `src="${inside}"`);
    response.type('html').set({ 'Content-Security-Policy': AS_RECEIVED, 'Cache-Control': 'private, no-store' }).send(shown);
  }

  @Post(':room/:letter/:locale')
  async save(
    @Param('domain') domain: string,
    @Param('room') room: string,
    @Param('letter') letter: string,
    @Param('locale') asked: string,
    @Form(wordingSchema) wording: z.infer<typeof wordingSchema>,
  ): Promise<Redirect> {
    const [name, locale] = [`${room}/${letter}`, known(asked)];
    await this.wordings.save(domain, name, locale, wording);
    return redirect(this.address(domain, name, locale), { notice: 'tenant-mails:wordings.saved' });
  }

  @Get(':room/:letter/:locale/retour')
  async confirmReset(@Param('domain') domain: string, @Param('room') room: string, @Param('letter') letter: string, @Param('locale') asked: string): Promise<Page> {
    const [name, locale] = [`${room}/${letter}`, known(asked)];
    const label = await this.label(domain, this.wordings.kind(name));
    return page('tenants/operator/confirm', {
      title: this.say.now('tenant-mails:wordings.reset-title'),
      sentence: this.say.now('tenant-mails:wordings.reset-sentence', { label, language: this.version(locale).language }),
      submit: this.say.now('tenant-mails:wordings.reset'),
      back: this.address(domain, name, locale),
      action: `${this.address(domain, name, locale)}/retour`,
      values: {},
      danger: true,
    });
  }

  @Post(':room/:letter/:locale/retour')
  async reset(@Param('domain') domain: string, @Param('room') room: string, @Param('letter') letter: string, @Param('locale') asked: string): Promise<Redirect> {
    const [name, locale] = [`${room}/${letter}`, known(asked)];
    await this.wordings.reset(domain, name, locale);
    return redirect(this.address(domain, name, locale), { notice: 'tenant-mails:wordings.was-reset' });
  }

  /** A message is known by its subject, an SMS by its first words. */
  private async label(domain: string, kind: MessageKind<unknown>, said?: string): Promise<string> {
    if (said) return cut(said);
    const { subject, body } = await this.wordings.preview(domain, kind, 'fr');
    return cut(subject || body);
  }

  private version(locale: Locale) {
    return { locale, language: this.say.now(`common:shell.languages.${locale}`) };
  }

  private address(domain: string, name: string, locale: Locale): string {
    return `/clients/${domain}/textes/${name}/${locale}`;
  }
}

const LABEL_AT_MOST = 90;

function cut(text: string): string {
  return text.length > LABEL_AT_MOST ? `${text.slice(0, LABEL_AT_MOST - 1)}…` : text;
}

function known(locale: string): Locale {
  const found = LOCALES.find((one) => one === locale);
  if (!found) throw new NotFound();
  return found;
}
