import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import Handlebars from 'handlebars';
import { Translator } from '../../src/platform/i18n/index.js';
import { PROJECT_ROOT } from '../../src/platform/project-root.js';
import { Assets, IconSet } from '../../src/platform/views/index.js';
import { faultsOf } from '../../src/platform/views/template-check.js';
import { readTemplates, type TemplateFile } from '../../src/platform/views/template-files.js';
import { GALLERY } from './views-gallery/render.js';

const templates = readTemplates([join(PROJECT_ROOT, 'views')]);
const named = templates.map((file) => [relative(PROJECT_ROOT, file.path), file] as const);
const needs = {
  translator: Translator.fromFolder(join(PROJECT_ROOT, 'locales')),
  assets: new Assets({ folder: join(PROJECT_ROOT, 'public'), development: false }),
  icons: new IconSet(),
};

/** Emails and papers carry their style with them; the browser never applies our policy to them. */
const SELF_STYLED = /^views\/(layouts\/(email|paper)\b|\w+\/email\/)/;
const MAKERS_OF_MARKUP = [
  'src/platform/views/icons.ts',
  'src/platform/views/paper-style.ts',
  'src/platform/views/view-engine.ts',
];

function sources(folder: string): [string, string][] {
  return readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
    .map((path) => [join(folder, path), readFileSync(join(PROJECT_ROOT, folder, path), 'utf8')]);
}

function partialsCalledBy(file: TemplateFile): string[] {
  const called: string[] = [];
  class Calls extends Handlebars.Visitor {
    override PartialStatement(node: hbs.AST.PartialStatement): void {
      called.push((node.name as hbs.AST.PathExpression).original);
      super.PartialStatement(node);
    }
    override PartialBlockStatement(node: hbs.AST.PartialBlockStatement): void {
      called.push((node.name as hbs.AST.PathExpression).original);
      super.PartialBlockStatement(node);
    }
  }
  new Calls().accept(Handlebars.parse(file.source));
  return called;
}

describe('every template', () => {
  it.each(named)('%s names only what exists, and nothing as raw HTML', (_path, file) => {
    expect(faultsOf(file, templates, needs)).toEqual([]);
  });

  it.each(named.filter(([path]) => !SELF_STYLED.test(path)))(
    '%s obeys the strict policy: no inline script or style',
    (_path, file) => {
      const markup = file.source.replace(/{{[^}]*}}/g, '…');
      expect(markup).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:/i);
    },
  );

  it.each(named)('%s calls no outside host', (_path, file) => {
    expect(file.source).not.toMatch(/(src|href|action)="(https?:)?\/\//i);
  });

  it.each(named.filter(([, file]) => /<form[^>]*method="post"/i.test(file.source)))(
    '%s posts with its proof of origin',
    (_path, file) => {
      const forms = file.source.match(/<form\b[^>]*>/gi) ?? [];
      // A form that carries files has its token in its address: the body is read only once the token is known.
      const posts = forms.filter((form) => /method="post"/i.test(form) && !/[?;]_csrf=/.test(form)).length;
      expect(file.source.match(/{{> form\/csrf}}/g)?.length ?? 0).toBe(posts);
    },
  );
});

describe('markup', () => {
  it('is made by the engine, the icons and the sanitiser alone', () => {
    const makers = sources('src').filter(
      ([path, source]) => /new Markup\(|SafeString\b/.test(source) && !path.endsWith('views/markup.ts'),
    );
    expect(
      makers
        .map(([path]) => path)
        .filter((path) => !/sanitis/.test(path))
        .sort(),
    ).toEqual(MAKERS_OF_MARKUP);
  });
});

describe('common partials', () => {
  const common = templates.filter(({ kind, path }) => kind === 'partial' && path.includes('views/partials/'));

  it('are all drawn by the gallery', () => {
    const all = [
      ...readTemplates([GALLERY]),
      ...templates.filter(({ kind, name }) => kind === 'layout' || name.startsWith('errors/')),
    ];
    const drawn = new Set<string>();
    const draw = (file: TemplateFile) => {
      for (const name of partialsCalledBy(file)) {
        if (drawn.has(name)) continue;
        drawn.add(name);
        const called = common.find((partial) => partial.name === name);
        if (called) draw(called);
      }
    };
    all.forEach(draw);
    expect(common.map(({ name }) => name).filter((name) => !drawn.has(name))).toEqual([]);
  });

  it('that views may use are all told in docs/design.md', () => {
    const design = readFileSync(join(PROJECT_ROOT, 'docs/design.md'), 'utf8');
    const told = common
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('shell/') && !design.includes(`\`${name}\``));
    expect(told).toEqual([]);
  });
});
