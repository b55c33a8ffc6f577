import { Injectable } from '@nestjs/common';
import { Config } from '../config/index.js';
import { currentTenant } from '../context/index.js';
import { formatDay, formatInstantDay, type Locale, type SentenceValues, Translator } from '../i18n/index.js';
import { type Chrome, tenantChrome, ViewEngine } from '../views/index.js';
import { markOf } from './domain/secret-marks.js';
import { fill, paragraphs } from './domain/wording.js';
import type { MessageKind } from './message-kind.js';
import { type Wording, Wordings } from './wordings.service.js';

export interface WrittenMessage {
  subject: string;
  /** null for an SMS. */
  html: string | null;
  body: string;
}

export interface Writing {
  locale: Locale;
  variables: Record<string, unknown>;
  unsubscribeUrl: string | null;
  /** Names of the secrets that are addresses: they can be followed. */
  linkSecrets: string[];
}

const OWN_WORDING = 'mail/email/own-wording';
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Turns a kind of message and its variables into words, in the tenant's clothes: his own words, or the shipped ones. */
@Injectable()
export class MessageWriter {
  constructor(
    private readonly views: ViewEngine,
    private readonly translator: Translator,
    private readonly wordings: Wordings,
    private readonly config: Config,
  ) {}

  async write(kind: MessageKind<unknown>, writing: Writing): Promise<WrittenMessage> {
    const own = await this.wordings.own(kind.name, writing.locale);
    if (kind.channel === 'sms') {
      const body = own ? fill(own.body, this.texts(writing)) : this.sentence(kind, 'sms', writing);
      return { subject: '', html: null, body };
    }
    return own ? this.writeOwn(own, writing) : this.writeShipped(kind, writing);
  }

  private writeShipped(kind: MessageKind<unknown>, writing: Writing): WrittenMessage {
    const subject = this.subject(kind, writing);
    const chrome = this.chrome(subject, writing);
    const view = viewOf(kind);
    return {
      subject,
      html: this.views.render(view, writing.variables, chrome),
      body: this.views.renderText(view, writing.variables, chrome),
    };
  }

  private writeOwn(own: Wording, writing: Writing): WrittenMessage {
    const texts = this.texts(writing);
    const subject = oneLine(fill(own.subject, texts));
    const model = { paragraphs: paragraphs(fill(own.body, texts), writing.linkSecrets.map(markOf)) };
    const chrome = this.chrome(subject, writing);
    return {
      subject,
      html: this.views.render(OWN_WORDING, model, chrome),
      body: this.views.renderText(OWN_WORDING, model, chrome),
    };
  }

  private subject(kind: MessageKind<unknown>, writing: Writing): string {
    return oneLine(this.sentence(kind, 'email', writing, '.subject'));
  }

  private sentence(kind: MessageKind<unknown>, section: 'email' | 'sms', writing: Writing, end = ''): string {
    const [room, letter] = kind.name.split('/');
    const numbers = Object.entries(writing.variables).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number',
    );
    const values: SentenceValues = {
      agency: currentTenant().name,
      ...this.texts(writing),
      ...Object.fromEntries(numbers),
    };
    return this.translator.say(writing.locale, `${room}:${section}.${letter}${end}`, values);
  }

  /** Every variable that has a natural form in a text; a list has a line for each of its texts. */
  private texts({ variables, locale }: Writing): Record<string, string> {
    const { timeZone } = currentTenant();
    const texts: Record<string, string> = {};
    for (const [name, value] of Object.entries(variables)) {
      if (value instanceof Date) texts[name] = formatInstantDay(value, timeZone, locale, 'short');
      else if (typeof value === 'string') texts[name] = DAY.test(value) ? formatDay(value, locale, 'short') : value;
      else if (typeof value === 'number') texts[name] = String(value);
      else if (isTexts(value)) texts[name] = value.map((text) => `- ${text}`).join('\n');
    }
    return texts;
  }

  private chrome(title: string, { locale, unsubscribeUrl }: Writing): Chrome {
    const { name, domain, colour, logoFile, phone, timeZone } = currentTenant();
    const logoUrl = logoFile ? `${this.config.publicUrl(domain)}/logo/${logoFile}` : undefined;
    const label = unsubscribeUrl && this.translator.say(locale, 'common:email.unsubscribe');
    return {
      layout: 'email',
      locale,
      timeZone,
      title,
      requestId: '',
      path: '',
      tenant: tenantChrome({ name, domain, colour, ...(logoUrl ? { logoUrl } : {}), ...(phone ? { phone } : {}) }),
      footLinks: label && unsubscribeUrl ? [{ label, href: unsubscribeUrl }] : [],
    };
  }
}

export function viewOf(kind: MessageKind<unknown>): string {
  const [room, letter] = kind.name.split('/');
  return `${room}/email/${letter}`;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

/** Nothing a variable holds may begin another header. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\t]+/g, ' ').trim();
}
