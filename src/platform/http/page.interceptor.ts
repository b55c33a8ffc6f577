import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { mergeMap, type Observable } from 'rxjs';
import { FlashStore } from './flash.store.js';
import { Page, Redirect } from './page.js';
import { PageRenderer } from './page-renderer.js';

/** Turns what a controller returns, a `Page` or a `Redirect`, into the answer. Anything else passes (JSON, streams). */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly flashes: FlashStore,
  ) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = execution.switchToHttp();
    return next.handle().pipe(mergeMap((answer) => this.answer(http.getRequest(), http.getResponse(), answer)));
  }

  private async answer(request: Request, response: Response, answer: unknown): Promise<unknown> {
    if (answer instanceof Page) {
      const html = await this.renderer.render(request, response, answer);
      response
        .status(answer.options.status ?? 200)
        .type('html')
        .setHeader('Cache-Control', 'private, no-store');
      response.send(html);
      return;
    }
    if (answer instanceof Redirect) {
      const { notice, values, tone = 'success', once } = answer.options;
      if (notice || once) {
        await this.flashes.put(response, {
          ...(notice ? { notice: { sentence: notice, values, tone } } : {}),
          ...(once ? { once } : {}),
        });
      }
      response.redirect(303, answer.address);
      return;
    }
    return answer;
  }
}
