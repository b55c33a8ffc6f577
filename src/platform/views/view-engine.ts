import Handlebars from 'handlebars';
import type { Translator } from '../i18n/index.js';
import type { Assets } from './assets.js';
import type { Chrome } from './chrome.js';
import { checkTemplates } from './template-check.js';
import { compileTemplate, type RenderTemplate } from './template-compile.js';
import { readTemplates, templatesStamp, type TemplateKind } from './template-files.js';
import { helpersFor, type RenderScope } from './helpers/index.js';
import type { IconSet } from './icons.js';
import { Markup } from './markup.js';
import { FALLBACK_COLOUR, paletteOf } from './theme/palette.js';

export interface ViewEngineOptions {
  /** Folders of templates: `views/`, and in tests that of the gallery. */
  roots: readonly string[];
  translator: Translator;
  assets: Assets;
  icons: IconSet;
  /** development: templates are read again when changed; production: a bad value in a helper shows "—" instead of failing. */
  mode: ViewMode;
}

export type ViewMode = 'development' | 'test' | 'production';

/** Said explicitly, Handlebars refuses what a model inherits without a word to the console. */
const OWN_FIELDS_ONLY = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };

const OUR_PALETTE = paletteOf(FALLBACK_COLOUR);

/** Reading the folder at each page would cost more than the page. */
const LOOK_AGAIN_MS = 1_000;

type Templates = Record<TemplateKind, Map<string, RenderTemplate>>;

/** Reads, checks and compiles every template when made; a template that is wrong in any way stops the boot by its name. */
export class ViewEngine {
  private templates: Templates;
  private stamp: string;
  private lookedAt = 0;

  constructor(private readonly options: ViewEngineOptions) {
    this.stamp = templatesStamp(options.roots);
    this.templates = load(options);
  }

  has(view: string): boolean {
    return this.templates.view.has(view);
  }

  /** The whole HTML page: `views/<view>.hbs` inside the layout the chrome names. Throws on an unknown view or a missing field. */
  render(view: string, model: object, chrome: Chrome): string {
    this.refresh();
    return this.draw(view, chrome.layout, model, chrome);
  }

  /** The plain-text twin of an email: `views/<view>.text.hbs` inside `views/layouts/email.text.hbs`, nothing escaped. */
  renderText(view: string, model: object, chrome: Chrome): string {
    this.refresh();
    return this.draw(`${view}.text`, 'email.text', model, chrome);
  }

  private draw(view: string, layout: string, model: object, chrome: Chrome): string {
    const { locale, timeZone, tenant } = chrome;
    const scope: RenderScope = { chrome, locale, timeZone, palette: tenant?.palette ?? OUR_PALETTE, tenant: tenant ?? {} };
    const content = new Markup(this.find('view', view)(model, { data: { ...scope }, ...OWN_FIELDS_ONLY }));
    return this.find('layout', layout)(model, { data: { ...scope, content }, ...OWN_FIELDS_ONLY });
  }

  private find(kind: TemplateKind, name: string): RenderTemplate {
    const template = this.templates[kind].get(name);
    if (!template) throw new Error(`Unknown ${kind} "${name}": no such file under ${this.options.roots.join(', ')}`);
    return template;
  }

  private refresh(): void {
    if (this.options.mode !== 'development' || Date.now() - this.lookedAt < LOOK_AGAIN_MS) return;
    this.lookedAt = Date.now();
    const stamp = templatesStamp(this.options.roots);
    if (stamp === this.stamp) return;
    this.templates = load(this.options);
    this.stamp = stamp;
  }
}

function load(options: ViewEngineOptions): Templates {
  const files = readTemplates(options.roots);
  const helpers = helpersFor(options);
  checkTemplates(files, options);
  const handlebars = Handlebars.create();
  handlebars.registerHelper(helpers);
  const templates: Templates = { view: new Map(), partial: new Map(), layout: new Map() };
  for (const file of files) {
    const template = compileTemplate(handlebars, file, Object.keys(helpers));
    templates[file.kind].set(file.name, template);
    if (file.kind === 'partial') handlebars.registerPartial(file.name, template);
  }
  return templates;
}
