import type { Assets } from './assets.js';
import { Markup } from './markup.js';
import type { Palette } from './theme/palette.js';

export interface PaperWords {
  palette: Palette;
  /** "Page" in the reader's language. */
  page: string;
  /** At the left of every foot. */
  foot: string;
}

/** Style of papers: `public/css/paper.css` with its font inside, since a paper is drawn without any network. */
export class PaperStyle {
  private common: string | undefined;

  constructor(private readonly assets: Assets) {}

  write({ palette, page, foot }: PaperWords): Markup {
    return new Markup(
      `${this.read()}
:root { --accent: ${palette.accent}; --brand: ${palette.brand}; --accent-soft: ${palette.soft}; --accent-line: ${palette.line}; }
@page { @bottom-left { content: ${cssString(foot)}; } @bottom-right { content: ${cssString(page)} " " counter(page) " / " counter(pages); } }`,
    );
  }

  private read(): string {
    this.common ??= `${fontFace(this.assets, 'latin')}${fontFace(this.assets, 'latin-ext')}${this.assets.read('app/css/paper.css')}`;
    return this.common;
  }
}

const RANGES = {
  latin: 'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2212,U+FEFF,U+FFFD',
  'latin-ext': 'U+0100-0130,U+0132-0151,U+0154-02BA,U+1E00-1EFF,U+20A0-20AB,U+20AD-20C0',
};

function fontFace(assets: Assets, subset: keyof typeof RANGES): string {
  const data = assets.readBytes(`inter/files/inter-${subset}-wght-normal.woff2`).toString('base64');
  return `@font-face { font-family: 'Inter Variable'; font-weight: 100 900; unicode-range: ${RANGES[subset]}; src: url(data:font/woff2;base64,${data}) format('woff2'); }\n`;
}

/** A text as a CSS string that can end neither the string nor the style element. */
export function cssString(text: string): string {
  return `"${text.replace(/[^\p{L}\p{N} .,:;·’'()€%/–-]/gu, (character) => `\\${character.codePointAt(0)?.toString(16) ?? ''} `)}"`;
}
