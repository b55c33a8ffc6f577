import { cut, grouped } from '../format/fault.js';
import type { Problem } from '../manifest.types.js';
import { refusal, warning, type Place } from './problems.js';

/** What the format does not know: refused in 1.0, ignored with one warning a name in a later 1.x. */
export class UnknownNames {
  strict = true;
  /** Depth inside an unknown element that is being ignored. */
  private depth = 0;
  private readonly warned = new Set<string>();

  constructor(private readonly tell: (warning: Problem) => void) {}

  get skippedDepth(): number {
    return this.depth;
  }

  meet(what: string, place: Place): void {
    if (this.strict) throw refusal('MAN-05', place, `${what} inconnu.`);
    if (this.warned.has(what)) return;
    this.warned.add(what);
    this.tell(warning('WRN-08', place, `Ligne ${grouped(place.line)} : ${what} inconnu, ignoré.`));
  }

  skipElement(name: string, parent: string, place: Place): void {
    this.meet(`élément « ${cut(name)} » de « ${parent} »`, place);
    this.depth = 1;
  }

  /** True while inside an ignored element, whose beginnings and ends it counts. */
  swallowStart(): boolean {
    if (this.depth === 0) return false;
    this.depth += 1;
    return true;
  }

  swallowEnd(): boolean {
    if (this.depth === 0) return false;
    this.depth -= 1;
    return true;
  }
}
