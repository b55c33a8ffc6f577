import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { context } from '../context/index.js';
import { Translator } from '../i18n/index.js';
import { type Chrome, type FormState, type Notice, tenantChrome, ViewEngine } from '../views/index.js';
import { ChromeSources } from './chrome-sources.js';
import { Csrf } from './csrf.js';
import { type Flash, FlashStore } from './flash.store.js';
import type { Page } from './page.js';

const OPERATOR_ZONE = 'Europe/Paris';

@Injectable()
export class PageRenderer {
  constructor(
    private readonly views: ViewEngine,
    private readonly translator: Translator,
    private readonly sources: ChromeSources,
    private readonly flashes: FlashStore,
    private readonly csrf: Csrf,
  ) {}

  /** The page's HTML in its frame, with what the redirect before it had to say. */
  async render(request: Request, response: Response, page: Page): Promise<string> {
    const layout = page.options.layout ?? this.usualLayout();
    const [flash, framed] = await Promise.all([
      this.flashes.take(request, response),
      this.sources.for(layout, request),
    ]);
    const chrome: Chrome = { ...this.ground(request, layout, page.model.title), ...framed, ...this.said(flash) };
    chrome.csrfToken = this.csrf.token(request, response);
    return this.views.render(page.view, { ...page.model, once: flash?.once ?? null }, chrome);
  }

  private usualLayout(): Chrome['layout'] {
    const { viewer } = context();
    if (viewer.kind === 'nobody') return 'sign-in';
    return viewer.kind;
  }

  private ground(request: Request, layout: Chrome['layout'], title: string): Chrome {
    const { locale, requestId, tenant } = context();
    return {
      layout,
      locale,
      title,
      requestId,
      path: request.originalUrl,
      timeZone: tenant?.timeZone ?? OPERATOR_ZONE,
      ...(tenant
        ? {
            tenant: tenantChrome({
              name: tenant.name,
              domain: tenant.domain,
              colour: tenant.colour,
              ...(tenant.logoFile ? { logoUrl: `/logo/${tenant.logoFile}` } : {}),
              ...(tenant.phone ? { phone: tenant.phone } : {}),
            }),
          }
        : {}),
    };
  }

  private said(flash: Flash | null): Pick<Chrome, 'notices' | 'form'> {
    const { locale } = context();
    const say = (sentence: string, values?: Record<string, string | number>) =>
      this.translator.say(locale, sentence, values);
    const notices: Notice[] = flash?.notice
      ? [{ tone: flash.notice.tone, text: say(flash.notice.sentence, flash.notice.values) }]
      : [];
    if (!flash?.form) return { notices };
    const errors: Record<string, string> = {};
    for (const error of flash.form.errors) if (error.field) errors[error.field] ??= say(error.sentence, error.values);
    const whole = flash.form.errors.find((error) => !error.field);
    const form: FormState = {
      errors,
      values: asTyped(flash.form.typed),
      ...(whole ? { summary: say(whole.sentence, whole.values) } : {}),
    };
    return { notices, form };
  }
}

function asTyped(typed: Record<string, unknown>): FormState['values'] {
  const values: FormState['values'] = {};
  for (const [name, value] of Object.entries(typed)) {
    values[name] = Array.isArray(value) ? value.map(String) : String(value ?? '');
  }
  return values;
}
