import type { Query } from '../database/index.js';
import type { HomePanel, ShellEntry, TileFigure } from './shell-entry.js';

export interface DrawnPanel {
  view: string;
  model: object;
}

/** Features register here when the application starts; the shell then draws what a viewer may use, in order. */
export class Shell<Context> {
  private readonly entries = new Map<string, ShellEntry<Context>>();
  private readonly panels = new Map<string, HomePanel<Context>>();

  /** @throws on a second entry of the same key */
  contribute(...entries: ShellEntry<Context>[]): void {
    for (const entry of entries) keep(this.entries, entry);
  }

  /** @throws on a second panel of the same key */
  contributePanel(...panels: HomePanel<Context>[]): void {
    for (const panel of panels) keep(this.panels, panel);
  }

  all(): ShellEntry<Context>[] {
    return inOrder(this.entries);
  }

  menu(context: Context): ShellEntry<Context>[] {
    return this.shown(context).filter((entry) => entry.only !== 'home');
  }

  tiles(context: Context): ShellEntry<Context>[] {
    return this.shown(context).filter((entry) => entry.only !== 'menu');
  }

  /** Figures by key of entry: call it together with the page's other queries. */
  async figures(context: Context, query: Query): Promise<Map<string, TileFigure>> {
    const counted = this.tiles(context).flatMap((entry) =>
      entry.figure ? [{ key: entry.key, figure: entry.figure }] : [],
    );
    const figures = await Promise.all(counted.map(({ figure }) => figure(context, query)));
    return new Map(counted.map(({ key }, index) => [key, figures[index] as TileFigure]));
  }

  async drawPanels(context: Context, query: Query): Promise<DrawnPanel[]> {
    const panels = inOrder(this.panels).filter((panel) => panel.visible?.(context) ?? true);
    const models = await Promise.all(panels.map((panel) => panel.load(context, query)));
    return panels.flatMap(({ view }, index) => {
      const model = models[index];
      return model ? [{ view, model }] : [];
    });
  }

  private shown(context: Context): ShellEntry<Context>[] {
    return this.all().filter((entry) => entry.visible?.(context) ?? true);
  }
}

function keep<Kept extends { key: string }>(kept: Map<string, Kept>, one: Kept): void {
  if (kept.has(one.key)) throw new Error(`Two contributions to a shell are named ${one.key}`);
  kept.set(one.key, one);
}

function inOrder<Kept extends { order: number }>(kept: Map<string, Kept>): Kept[] {
  return [...kept.values()].sort((one, other) => one.order - other.order);
}
