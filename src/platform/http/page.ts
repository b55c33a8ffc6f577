import type { LayoutName } from '../views/index.js';

export interface PageOptions {
  layout?: LayoutName;
  status?: number;
}

/** An answer to a GET: `view` names `views/<view>.hbs`, `model.title` is the page's title in the viewer's language. */
export class Page {
  constructor(
    readonly view: string,
    readonly model: PageModel,
    readonly options: PageOptions = {},
  ) {}
}

/** Flat and typed by its controller; everything a view shows is in it. */
export type PageModel = { title: string } & Record<string, unknown>;

export function page(view: string, model: PageModel, options?: PageOptions): Page {
  return new Page(view, model, options);
}

export interface RedirectOptions {
  /** Locale key of a sentence shown once on the page arrived at. */
  notice?: string;
  values?: Record<string, string | number>;
  tone?: 'success' | 'info' | 'warning';
  /** Anything the next page must show once (a temporary password), never logged. */
  once?: Record<string, unknown>;
}

/** The answer to a POST. */
export class Redirect {
  constructor(
    readonly address: string,
    readonly options: RedirectOptions = {},
  ) {}
}

export function redirect(address: string, options?: RedirectOptions): Redirect {
  return new Redirect(address, options);
}
