import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { ResidentViewer, SpaceKind } from '../platform/auth/index.js';
import { context } from '../platform/context/index.js';
import { SeeAsBanner } from '../identity/index.js';
import { Config } from '../platform/config/index.js';
import { AppError } from '../platform/errors/index.js';
import { ChromeSources, cookieOptions } from '../platform/http/index.js';
import { Translator } from '../platform/i18n/index.js';
import type { Chrome, MenuEntry } from '../platform/views/index.js';
import {
  ResidentShell,
  type ResidentSpace,
  ResidentSpaces,
  SELECTION_COOKIE,
  spaceHome,
  spaceOfPath,
} from '../portfolio/index.js';

/** Keeps the space that pages of all spaces (the profile) are framed in. */
const COOKIE = 'espace';
const PROFILE = '/extranet/profil';

/** The frame of residents' pages: agency, client, space, menu, when what is read was published. */
@Injectable()
export class ResidentChrome {
  constructor(
    sources: ChromeSources,
    private readonly spaces: ResidentSpaces,
    private readonly shell: ResidentShell,
    private readonly translator: Translator,
    private readonly config: Config,
    private readonly seeAs: SeeAsBanner,
  ) {
    sources.register('resident', (request) => this.frame(request));
  }

  private async frame(request: Request): Promise<Partial<Chrome>> {
    const { viewer } = context();
    if (viewer.kind !== 'resident') return {};
    const ground: Partial<Chrome> = {
      homeHref: '/extranet',
      footLinks: [{ label: this.say('common:shell.legal-notice'), href: '/mentions-legales' }],
      ...(viewer.seenBy ? this.ofOnlooker(viewer) : this.ofHimself(viewer)),
    };
    if (viewer.mustChangePassword) return ground;
    const space = this.spaces.underWay() ?? (await this.kept(request, viewer));
    return space ? { ...ground, ...this.inside(request, space) } : ground;
  }

  private inside(request: Request, space: ResidentSpace): Partial<Chrome> {
    if (request.cookies?.[COOKIE] !== space.kind) request.res?.cookie(COOKIE, space.kind, cookieOptions(this.config));
    return {
      homeHref: space.home,
      navigation: [{ entries: this.menu(request.path, space) }],
      spaceSwitch: space.viewer.spaces.map((kind) => ({
        label: this.say(`extranet:spaces.${kind}`),
        href: spaceHome(kind),
        current: kind === space.kind,
      })),
      ...(space.settings.mobileApp ? { webManifestHref: '/manifest.webmanifest' } : {}),
      ...(space.settings.publishedAt ? { publishedAt: space.settings.publishedAt } : {}),
    };
  }

  private menu(path: string, space: ResidentSpace): MenuEntry[] {
    const home = { icon: 'home', label: this.say('common:shell.home'), href: space.home };
    const entries = this.shell.menu(space).map(({ icon, label, href }) => {
      const address = href(space);
      const current = path === address || path.startsWith(`${address}/`);
      return { icon, label: this.say(label), href: address, current };
    });
    const profile = { icon: 'user', label: this.say('common:shell.profile'), href: PROFILE, current: path === PROFILE };
    return [{ ...home, current: path === home.href }, ...entries, profile];
  }

  private ofHimself({ name }: ResidentViewer): Partial<Chrome> {
    const viewer = { name, signOutAction: '/deconnexion', profileHref: PROFILE };
    return { viewer, languageAction: '/langue' };
  }

  /** A staff member who sees the space as its client can go back and nothing else: language and session would be his own [ADM-54]. */
  private ofOnlooker({ name }: ResidentViewer): Partial<Chrome> {
    return { viewer: { name, profileHref: PROFILE }, banner: this.seeAs.over(name) };
  }

  /** For pages that stand outside the spaces, and those that say something is not found. */
  private async kept(request: Request, { spaces }: ResidentViewer): Promise<ResidentSpace | null> {
    const wished = spaceOfPath(request.path) ?? (request.cookies?.[COOKIE] as unknown);
    const kind: SpaceKind | undefined = spaces.find((one) => one === wished) ?? spaces[0];
    if (!kind) return null;
    const chosen: unknown = request.cookies?.[SELECTION_COOKIE];
    try {
      return await this.spaces.read({ kind, chosenId: typeof chosen === 'string' ? chosen : null }, (space) =>
        Promise.resolve(space),
      );
    } catch (error) {
      if (error instanceof AppError) return null;
      throw error;
    }
  }

  private say(key: string): string {
    return this.translator.say(context().locale, key);
  }
}
