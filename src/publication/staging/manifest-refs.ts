import { LINE_TARGETS, rowId } from '../domain/row-id.js';
import type { BinderRow, BusinessLine } from '../manifest/manifest.types.js';
import type { Refs, SendingSettings, Target } from '../sections/index.js';

export interface KnownBinder {
  id: string;
  line: BusinessLine;
  role: string;
}

/** What many rows name, few enough to be remembered: buildings and their keys and years, entities, binders, staff. */
const REMEMBERED: ReadonlySet<Target[0]> = new Set([
  'staffMember',
  'entity',
  'binder',
  'building',
  'allocationKey',
  'fiscalYear',
  'line',
]);
const REMEMBERED_AT_MOST = 20_000;
/** What the desk addresses may be of any source: it calls it by its identifier (PUB-45). */
const CALLED_BY_IDENTIFIER: ReadonlySet<Target[0]> = new Set(['account', 'lot', 'building']);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Identifiers of what a source names, without a look-up. */
export class ManifestRefs implements Refs {
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly sourceId: string,
    readonly settings: SendingSettings,
    private readonly binders: Map<string, KnownBinder>,
    private readonly buildingLines: Map<string, BusinessLine>,
    private readonly isDesk: boolean,
  ) {}

  id([element, ref]: Target): string {
    if (!REMEMBERED.has(element)) return this.make(element, ref);
    const key = `${element} ${ref}`;
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    if (this.ids.size >= REMEMBERED_AT_MOST) this.ids.clear();
    const id = this.make(element, ref);
    this.ids.set(key, id);
    return id;
  }

  lineOfBuilding(ref: string): BusinessLine | null {
    return this.buildingLines.get(this.id(['building', ref])) ?? null;
  }

  lineOfBinder(ref: string): BusinessLine | null {
    return this.binders.get(ref)?.line ?? null;
  }

  roleOfBinder(ref: string): string | null {
    return this.binders.get(ref)?.role ?? null;
  }

  knowBuilding(ref: string, line: BusinessLine): void {
    this.buildingLines.set(this.id(['building', ref]), line);
  }

  knowBinder({ ref, businessLine, role }: BinderRow, id: string): void {
    this.binders.set(ref, { id, line: businessLine, role });
    this.ids.delete(`binder ${ref}`);
  }

  private make(element: Target[0], ref: string): string {
    if (element === 'line') return LINE_TARGETS[ref as BusinessLine];
    if (element === 'binder') return this.binders.get(ref)?.id ?? rowId(this.sourceId, 'binder', ref);
    if (this.isDesk && CALLED_BY_IDENTIFIER.has(element) && UUID.test(ref)) return ref;
    return rowId(this.sourceId, element, ref);
  }
}
