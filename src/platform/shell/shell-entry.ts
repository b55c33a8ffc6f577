import type { Query } from '../database/index.js';

/** What a feature puts in a shell: a line of its menu and a tile of its home, drawn only where `visible` says so. */
export interface ShellEntry<Context> {
  /** Stable name, `ged.documents`; two of one name stop the boot. */
  key: string;
  /** Place among the entries, by tens. */
  order: number;
  /** Name in @tabler/icons, `folder`. */
  icon: string;
  /** Sentence key of the label. */
  label: string;
  /** Sentence key of the words under the label, on tiles. */
  note?: string;
  href: (context: Context) => string;
  /** Absent: wherever the shell is drawn. */
  visible?: (context: Context) => boolean;
  /** What waits behind the tile. The queries of all tiles travel in one flight: start them at once, one each. */
  figure?: (context: Context, query: Query) => Promise<TileFigure>;
  /** `contents`: the figure says what there is rather than what waits; without any there is no tile. */
  figureIs?: 'contents';
  /** Count beside its line in the menu, known without asking anything more; 0 is not drawn. */
  badge?: (context: Context) => number;
  /** `menu`: no tile; `home`: no line in the menu. */
  only?: 'menu' | 'home';
}

/** Drawn when above zero: `sentence` is a key given `count`. */
export interface TileFigure {
  count: number;
  sentence: string;
}

/** A panel of a home page, above its tiles: `view` names a partial, given what `load` answers; null is not drawn. */
export interface HomePanel<Context> {
  key: string;
  order: number;
  view: string;
  visible?: (context: Context) => boolean;
  load: (context: Context, query: Query) => Promise<object | null>;
}
