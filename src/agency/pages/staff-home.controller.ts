import { Controller, Get } from '@nestjs/common';
import { CurrentViewer, Staff, type StaffViewer } from '../../platform/auth/index.js';
import { Clock } from '../../platform/clock/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { page, type Page, redirect, type Redirect } from '../../platform/http/index.js';
import { formatCount, Translator } from '../../platform/i18n/index.js';
import { type ShellEntry, StaffShell, type StaffShellContext, type TileFigure } from '../../platform/shell/index.js';
import type { Tile } from '../../platform/views/index.js';
import { InLine, openLines, type StaffScope } from '../../portfolio/index.js';

/** `/agence`: choice of the business line, then the home of one. */
@Controller('agence')
export class StaffHomeController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly shell: StaffShell,
    private readonly translator: Translator,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Staff('signed-in')
  lines(): Page | Redirect {
    const lines = openLines();
    if (lines.length === 1) return redirect(`/agence/${lines[0]}`);
    const choices = lines.map((line) => ({
      href: `/agence/${line}`,
      icon: line === 'syndic' ? 'building-community' : 'key',
      label: this.say(`agency:lines.${line}`),
      note: this.say(`agency:choice.${line}`),
    }));
    return page('agency/staff/lines', {
      title: this.say(choices.length > 0 ? 'agency:choice.title' : 'agency:shell.home'),
      choices,
    });
  }

  @Get(['gerance', 'syndic'])
  @Staff('signed-in')
  async home(@InLine() { line }: StaffScope, @CurrentViewer() viewer: StaffViewer): Promise<Page> {
    const tenant = currentTenant();
    const shown: StaffShellContext = { tenant, viewer, line };
    const [figures, panels] = await this.work.read((query) =>
      Promise.all([this.shell.figures(shown, query), this.shell.drawPanels(shown, query)]),
    );
    return page('agency/staff/home', {
      title: this.say(`agency:lines.${line}`),
      today: this.clock.today(tenant.timeZone),
      panels,
      tiles: this.shell.tiles(shown).map((entry) => this.tile(entry, shown, figures.get(entry.key))),
    });
  }

  private tile(entry: ShellEntry<StaffShellContext>, shown: StaffShellContext, figure?: TileFigure): Tile {
    return {
      href: entry.href(shown),
      icon: entry.icon,
      label: this.say(entry.label),
      ...(entry.note ? { note: this.say(entry.note) } : {}),
      ...(figure && figure.count > 0 ? { badge: this.figure(figure) } : {}),
    };
  }

  private figure({ count, sentence }: TileFigure): string {
    const { locale } = context();
    return sentence ? this.translator.say(locale, sentence, { count }) : formatCount(count, locale);
  }

  private say(key: string): string {
    return this.translator.say(context().locale, key);
  }
}
