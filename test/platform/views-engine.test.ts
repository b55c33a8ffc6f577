import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Translator } from '../../src/platform/i18n/index.js';
import { PROJECT_ROOT } from '../../src/platform/project-root.js';
import { Assets, IconSet, Markup, ViewEngine, type ViewMode } from '../../src/platform/views/index.js';
import { chrome } from './views-gallery/chromes.js';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function write(root: string, files: Record<string, string>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

function engine(files: Record<string, string>, mode: ViewMode = 'test') {
  const root = mkdtempSync(join(tmpdir(), 'views-'));
  folders.push(root);
  write(root, { 'layouts/plain.hbs': '<title>{{@chrome.title}}</title>{{@content}}', ...files });
  const views = new ViewEngine({
    roots: [root],
    mode,
    translator: new Translator({ fr: { room: { hello: 'Bonjour' } }, en: { room: { hello: 'Hello' } } }),
    assets: new Assets({ folder: join(PROJECT_ROOT, 'public'), development: false }),
    icons: new IconSet(),
  });
  return {
    root,
    render: (view: string, model: object = {}) => views.render(view, model, chrome('plain', 'A & B')),
    has: (view: string) => views.has(view),
    views,
  };
}

describe('a view', () => {
  it('is drawn in the layout the page chose', () => {
    const { render } = engine({ 'accounts/resident/statement.hbs': '<h1>{{title}}</h1>' });
    expect(render('accounts/resident/statement', { title: 'Compte' })).toBe('<title>A &amp; B</title><h1>Compte</h1>');
  });

  it('escapes everything but what our own code marked', () => {
    const { render } = engine({ 'a.hbs': '{{text}} {{html}}' });
    expect(render('a', { text: '<i>"\'&', html: new Markup('<b>ok</b>') })).toContain(
      '&lt;i&gt;&quot;&#x27;&amp; <b>ok</b>',
    );
  });

  it('is not fooled by an object that looks marked', () => {
    const { render } = engine({ 'a.hbs': '{{html}}' });
    expect(() => render('a', { html: { toHTML: '<script>' } })).not.toThrow();
    expect(render('a', { html: { toString: () => '<script>' } })).not.toContain('<script>');
  });

  it('uses common partials and those of its room, which see only what they are given', () => {
    const { render } = engine({
      'partials/field/text.hbs': '[{{label}}{{#if hint}} {{hint}}{{/if}}]',
      'accounts/partials/line.hbs': '({{amount this.cents}})',
      'accounts/page.hbs': '{{> field/text label="Nom"}}{{> accounts/line cents=150}}',
    });
    expect(render('accounts/page', { hint: 'never seen by the partial' })).toContain('[Nom](1,50)');
  });

  it('gives a block to a partial with the page it reads from', () => {
    const { render } = engine({
      'partials/panel.hbs': '<div>{{title}}{{> @partial-block page}}</div>',
      'a.hbs': '{{#> panel title="T" page=this}}{{body}}{{/panel}}',
    });
    expect(render('a', { body: 'B' })).toContain('<div>TB</div>');
  });

  it('fails when the model lacks a field it writes', () => {
    const { render } = engine({ 'a.hbs': '{{title}}' });
    expect(() => render('a')).toThrow(/"title" not defined/);
    expect(render('a', { title: '' })).toContain('</title>');
  });

  it('reads nothing a model inherits', () => {
    const { render } = engine({ 'a.hbs': '[{{secret}}]' });
    expect(render('a', Object.create({ secret: 'x' }) as object)).toContain('[]');
  });

  it('that does not exist is said by name', () => {
    const { render, has } = engine({ 'a.hbs': '' });
    expect([has('a'), has('b'), has('layouts/plain')]).toEqual([true, false, false]);
    expect(() => render('b')).toThrow('Unknown view "b"');
  });
});

describe('a text email', () => {
  it('is written beside its HTML, unescaped', () => {
    const { views } = engine({
      'm.hbs': '<p>{{who}}</p>',
      'm.text.hbs': 'Bonjour {{who}}',
      'layouts/email.hbs': '{{@content}}',
      'layouts/email.text.hbs': '{{@content}}\n--',
    });
    const frame = chrome('email', 'Sujet');
    expect(views.render('m', { who: "L'Étoile" }, frame)).toBe('<p>L&#x27;Étoile</p>');
    expect(views.renderText('m', { who: "L'Étoile" }, frame)).toBe("Bonjour L'Étoile\n--");
  });
});

describe('the start is refused', () => {
  it.each<[string, string, string]>([
    ['a partial that does not exist', '{{> nowhere/card}}', 'unknown partial "nowhere/card"'],
    ['a block partial that does not exist', '{{#> card}}x{{/card}}', 'unknown partial "card"'],
    ['a sentence that does not exist', '{{t "room:nothing"}}', 'no sentence "room:nothing"'],
    ['a sentence inside an expression', '{{> a label=(t "room:nothing")}}', 'no sentence "room:nothing"'],
    ['an icon that does not exist', '{{icon "maison"}}', 'no icon "maison"'],
    ['an asset that does not exist', '{{asset "app/css/none.css"}}', 'Unknown asset'],
    ['triple braces', '<p>\n{{{html}}}</p>', 'page.hbs:2: triple braces'],
    ['an ampersand that means the same', '{{& html}}', 'triple braces'],
    ['braces left open', '{{#if a}}', 'page.hbs'],
    ['a helper that does not exist', '{{upper name}}', 'upper'],
  ])('on %s', (_fault, source, message) => {
    expect(() => engine({ 'partials/a.hbs': '', 'page.hbs': source })).toThrow(message);
  });

  it('on two partials of one name', () => {
    expect(() => engine({ 'partials/ged/row.hbs': '', 'ged/partials/row.hbs': '' })).toThrow('another partial ged/row');
  });

  it('with every fault at once', () => {
    expect(() => engine({ 'a.hbs': '{{icon "maison"}}', 'b.hbs': '{{t "y"}}' })).toThrow(
      /no icon "maison"[^]*no sentence "y"/,
    );
  });
});

describe('a template that changes', () => {
  it('is read again in development, and only there', () => {
    const shown = (mode: ViewMode) => {
      const { root, render } = engine({ 'a.hbs': 'before' }, mode);
      writeFileSync(join(root, 'a.hbs'), 'after');
      utimesSync(join(root, 'a.hbs'), new Date(), new Date(Date.now() + 5_000));
      cpSync(join(root, 'a.hbs'), join(root, 'b.hbs'));
      return render('a');
    };
    expect(shown('development')).toContain('after');
    expect(shown('production')).toContain('before');
  });
});
