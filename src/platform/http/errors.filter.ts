import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Audit } from '../audit/index.js';
import { context, contextIfAny, runInContext } from '../context/index.js';
import { Forbidden, FormExpired, InvalidInput, NotFound } from '../errors/index.js';
import { Translator } from '../i18n/index.js';
import { type Answer, answerFor } from './answer-for.js';
import { FlashStore } from './flash.store.js';
import { page } from './page.js';
import { PageRenderer } from './page-renderer.js';
import { localAddress, pageBefore, RedirectTo } from './redirect-to.js';
import { withoutSecrets } from './form.js';

const PAGES = new Set([400, 403, 404, 409, 429, 500, 503]);

/** Every refusal and every failure leaves by here: a page in the tenant's clothes, problem+json for programs, or the form again. */
@Catch()
@Injectable()
export class ErrorsFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  constructor(
    private readonly renderer: PageRenderer,
    private readonly flashes: FlashStore,
    private readonly translator: Translator,
    private readonly audit: Audit,
  ) {}

  /** Never throws itself: what fails while an error is shown is answered with a bare line. */
  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    try {
      if (contextIfAny()) await this.answer(error, request, response);
      else await this.answerWithoutContext(error, request, response);
    } catch (failure) {
      this.log.error((failure as Error).stack);
      if (!response.headersSent) response.status(500).type('text/plain; charset=utf-8').send('500\n');
    }
  }

  /** What fails before the request has its context (the database is down). */
  private answerWithoutContext(error: unknown, request: Request, response: Response): Promise<void> {
    request.site = { kind: 'other' };
    return runInContext({}, () => this.answer(error, request, response));
  }

  private async answer(error: unknown, request: Request, response: Response): Promise<void> {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (error instanceof RedirectTo) {
      await this.sendTo(response, error.address, error.notice);
      return;
    }
    const program = isProgram(request);
    const formPage = error instanceof FormExpired && !program ? pageBefore(request) : null;
    if (formPage) {
      await this.sendTo(response, formPage, 'forms:reopened');
      return;
    }
    if (error instanceof InvalidInput && !program && request.method !== 'GET') {
      await this.backToForm(request, response, error);
      return;
    }
    if (error instanceof NotFound || error instanceof Forbidden) this.keepRefusal(error, request);
    const answer = answerFor(error);
    if (answer.unexpected) this.log.error(error instanceof Error ? error.stack : String(error));
    response.setHeader('Cache-Control', 'private, no-store');
    if (answer.retryAfterSeconds) response.setHeader('Retry-After', String(answer.retryAfterSeconds));
    if (program) this.sendProblem(response, answer);
    else await this.sendPage(request, response, answer);
  }

  private async sendTo(response: Response, address: string, notice?: string): Promise<void> {
    if (notice) await this.flashes.put(response, { notice: { sentence: notice, tone: 'warning' } });
    response.redirect(303, address);
  }

  /** What someone signed in asked for and did not get; a stranger's wanderings stay in the log. */
  private keepRefusal(error: NotFound | Forbidden, request: Request): void {
    if (context().viewer.kind === 'nobody' || isNoSite(request)) return;
    this.audit.refused({
      action: 'access.refused',
      details: { status: error.status, method: request.method, path: request.path },
    });
  }

  /** The page the form came from is the GET of the same address, unless the form names another in `_page`. */
  private async backToForm(request: Request, response: Response, error: InvalidInput): Promise<void> {
    const { _page, _csrf, ...typed } = (request.body ?? {}) as Record<string, unknown>;
    const errors = error.fields;
    await this.flashes.put(response, { form: { errors, typed: { ...withoutSecrets(typed), ...error.typed } } });
    response.redirect(303, localAddress(_page, request.originalUrl));
  }

  private sendProblem(response: Response, answer: Answer): void {
    const { requestId, locale } = context();
    const detail = answer.sentence ? this.translator.say(locale, answer.sentence, answer.values) : undefined;
    const problem = {
      type: 'about:blank',
      title: answer.code,
      status: answer.status,
      code: answer.code,
      detail,
      requestId,
    };
    response.status(answer.status).type('application/problem+json').send(JSON.stringify(problem));
  }

  private async sendPage(request: Request, response: Response, answer: Answer): Promise<void> {
    const { locale } = context();
    const status = PAGES.has(answer.status) ? answer.status : answer.status < 500 ? 400 : 500;
    response.status(answer.status).type('html');
    if (isNoSite(request)) {
      response.send(
        await this.renderer.render(
          request,
          response,
          page('errors/unknown-host', { title: String(status) }, { layout: 'plain' }),
        ),
      );
      return;
    }
    const title = this.translator.say(locale, `errors:${status}.title`);
    const sentence = answer.sentence ? this.translator.say(locale, answer.sentence, answer.values) : null;
    const waitMinutes = answer.retryAfterSeconds ? Math.ceil(answer.retryAfterSeconds / 60) : null;
    response.send(
      await this.renderer.render(request, response, page(`errors/${status}`, { title, sentence, waitMinutes })),
    );
  }
}

/** Nothing is said there of tenants nor of the operator. */
function isNoSite({ site }: Request): boolean {
  return site.kind === 'other' || site.kind === 'house';
}

function isProgram(request: Request): boolean {
  return (
    request.path.startsWith('/api/') ||
    (request.accepts(['html', 'json']) === 'json' && !request.is('application/x-www-form-urlencoded'))
  );
}
