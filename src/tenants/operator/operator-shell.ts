import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { OperatorViewer } from '../../platform/auth/index.js';
import { context } from '../../platform/context/index.js';
import { ChromeSources } from '../../platform/http/index.js';
import { Translator } from '../../platform/i18n/index.js';
import { Shell, ShellCheck } from '../../platform/shell/index.js';
import type { Chrome } from '../../platform/views/index.js';

/** The operator's console, on the apex. Rooms contribute their pages in the constructor of their module. */
@Injectable()
export class OperatorShell extends Shell<OperatorViewer> {
  constructor(
    sources: ChromeSources,
    private readonly translator: Translator,
    private readonly check: ShellCheck,
  ) {
    super();
    this.contribute(
      { key: 'tenants.list', order: 10, icon: 'building-community', label: 'tenants:operator.menu.tenants', href: () => '/clients' },
      { key: 'operator.messages', order: 60, icon: 'mail', label: 'tenants:operator.menu.messages', href: () => '/messages' },
      { key: 'jobs.dead', order: 70, icon: 'alert-triangle', label: 'tenants:operator.menu.letters', href: () => '/taches' },
      { key: 'tenants.journal', order: 80, icon: 'history', label: 'tenants:operator.menu.journal', href: () => '/journal' },
    );
    sources.register('operator', (request) => this.frame(request));
  }

  onApplicationBootstrap(): void {
    this.check.check(this);
  }

  private frame(request: Request): Partial<Chrome> {
    const { viewer, locale } = context();
    if (viewer.kind !== 'operator') return {};
    const say = (key: string) => this.translator.say(locale, key);
    const entries = this.menu(viewer).map(({ icon, label, href }) => {
      const address = href(viewer);
      return { icon, label: say(label), href: address, current: isUnder(request.path, address) };
    });
    return {
      navigation: [{ entries }],
      viewer: { name: viewer.name, role: say('tenants:operator.role'), signOutAction: '/deconnexion' },
    };
  }
}

function isUnder(path: string, address: string): boolean {
  return path === address || path.startsWith(`${address}/`);
}
