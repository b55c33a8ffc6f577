import type { HelperOptions } from 'handlebars';
import { Markup } from '../markup.js';
import type { PaperStyle } from '../paper-style.js';
import { scopeOf } from './scope.js';

/** `<style>{{paper-style (t "common:paper.page")}}</style>`: the style sheet a paper carries with it, fonts included. */
export function paperStyleHelper(paperStyle: PaperStyle) {
  return (page: string, options: HelperOptions): Markup => {
    const { chrome, palette } = scopeOf(options);
    return paperStyle.write({ palette, page, foot: chrome.tenant ? `${chrome.tenant.name} · ${chrome.title}` : chrome.title });
  };
}
