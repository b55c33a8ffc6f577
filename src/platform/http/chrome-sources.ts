import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Chrome } from '../views/index.js';

export type ChromeSource = (request: Request) => Partial<Chrome> | Promise<Partial<Chrome>>;

/** Shells (the residents', the staff's, the operator's) say here how their pages are framed. */
@Injectable()
export class ChromeSources {
  private readonly sources = new Map<string, ChromeSource>();

  register(layout: Chrome['layout'], source: ChromeSource): void {
    if (this.sources.has(layout)) throw new Error(`Two frames for the layout ${layout}`);
    this.sources.set(layout, source);
  }

  async for(layout: Chrome['layout'], request: Request): Promise<Partial<Chrome>> {
    return (await this.sources.get(layout)?.(request)) ?? {};
  }
}
