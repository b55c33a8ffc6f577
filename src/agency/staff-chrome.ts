import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { StaffViewer } from '../platform/auth/index.js';
import { context, currentTenant } from '../platform/context/index.js';
import { Config } from '../platform/config/index.js';
import { ChromeSources, cookieOptions } from '../platform/http/index.js';
import { Translator } from '../platform/i18n/index.js';
import { textOf } from '../platform/lists/index.js';
import { StaffShell, type StaffShellContext } from '../platform/shell/index.js';
import type { BusinessLine } from '../platform/tenancy/index.js';
import type { Chrome, Choice, MenuEntry, SearchPlace } from '../platform/views/index.js';
import { CATEGORIES, openLines } from '../portfolio/index.js';
import { equivalentPath, lineOfPath } from './domain/line-of-path.js';
import { nearestPlace } from './domain/nearest-place.js';

/** Keeps the line that pages of the whole agency (`/gestion/…`) are framed in. */
const COOKIE = 'metier';

/** The frame of the staff's pages: line, menu, search, who is signed in. Draws nothing until the sign-in is complete. */
@Injectable()
export class StaffChrome {
  constructor(
    sources: ChromeSources,
    private readonly shell: StaffShell,
    private readonly translator: Translator,
    private readonly config: Config,
  ) {
    sources.register('staff', (request) => this.frame(request));
  }

  private frame(request: Request): Partial<Chrome> {
    const { viewer } = context();
    if (viewer.kind !== 'staff') return {};
    const line = this.lineOf(request);
    return {
      homeHref: '/agence',
      languageAction: '/langue',
      viewer: {
        name: viewer.name,
        role: this.say(`agency:roles.${viewer.role}`),
        signOutAction: '/deconnexion',
        profileHref: '/agence/mon-compte',
      },
      ...(line && !viewer.mustChangePassword && !viewer.secondFactorPending ? this.inside(request, viewer, line) : {}),
    };
  }

  private inside(request: Request, viewer: StaffViewer, line: BusinessLine): Partial<Chrome> {
    const shown: StaffShellContext = { tenant: currentTenant(), viewer, line };
    return {
      homeHref: `/agence/${line}`,
      lineSwitch: this.lines(request.path, shown),
      navigation: [{ entries: this.menu(request.path, shown) }],
      ...(viewer.permissions.has('identities.view') ? { search: this.search(request, line) } : {}),
    };
  }

  private search(request: Request, line: BusinessLine): SearchPlace {
    const action = `/agence/${line}/identites`;
    const value = request.path === action ? textOf(request.query.q) : '';
    return { action, label: this.say('agency:shell.search'), ...(value ? { value } : {}) };
  }

  private menu(path: string, shown: StaffShellContext): MenuEntry[] {
    const home = { icon: 'home', label: this.say('agency:shell.home'), href: `/agence/${shown.line}` };
    const shownEntries = this.shell.menu(shown).map((entry) => ({ ...entry, href: entry.href(shown) }));
    const here = nearestPlace(
      path,
      shownEntries.map(({ href }) => href),
    );
    const entries = shownEntries.map(({ icon, label, href, badge }) => ({
      icon,
      label: this.say(label),
      href,
      current: href === here,
      badge: badge?.(shown) ?? 0,
    }));
    return [{ ...home, current: path === home.href }, ...entries];
  }

  private lines(path: string, shown: StaffShellContext): Choice[] | undefined {
    const lines = openLines();
    if (lines.length < 2) return undefined;
    return lines.map((line) => ({
      label: this.say(`agency:lines.${line}`),
      href: line === shown.line && lineOfPath(path) ? path : this.equivalent(path, shown, line),
      current: line === shown.line,
    }));
  }

  private equivalent(path: string, shown: StaffShellContext, other: BusinessLine): string {
    const there = { ...shown, line: other };
    const open = new Set(this.shell.menu(there).map(({ key }) => key));
    const entries = this.shell.menu(shown).map((entry) => ({
      here: entry.href(shown),
      there: open.has(entry.key) ? entry.href(there) : null,
    }));
    const categories = CATEGORIES.map(({ slug, lines }) => ({
      here: `/agence/${shown.line}/portefeuille/${slug}`,
      there: lines.includes(other) ? `/agence/${other}/portefeuille/${slug}` : null,
    }));
    const home = `/agence/${other}`;
    return equivalentPath(
      path,
      home,
      [...entries, ...categories].filter(({ here }) => lineOfPath(here)),
    );
  }

  private lineOf(request: Request): BusinessLine | null {
    const open = openLines();
    const asked = lineOfPath(request.path);
    const kept: unknown = request.cookies?.[COOKIE];
    if (asked && open.includes(asked)) {
      if (kept !== asked) request.res?.cookie(COOKIE, asked, cookieOptions(this.config));
      return asked;
    }
    return open.find((line) => line === kept) ?? open[0] ?? null;
  }

  private say(key: string): string {
    return this.translator.say(context().locale, key);
  }
}
