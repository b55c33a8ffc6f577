/** A document of the correspondence room, as the desk publishes it. */
export interface DeskDocument {
  /** `<correspondence number>/text`, `/1`…: the same at every publication. */
  ref: string;
  binderId: string;
  line: 'gerance' | 'syndic';
  title: string;
  filename: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  documentDate: string;
  from: string;
  until: string | null;
  folder: string[];
  notify: boolean;
  origin: 'text' | 'attachment' | 'list';
  caseReference: string | null;
  complianceKind: string | null;
  replacesRef: string | null;
  to: { scope: 'account' | 'lot' | 'building' | 'line'; targetId: string }[];
}

/** What the desk publishes of its correspondence (PUB-44). Days are those of the agency. */
export abstract class DeskDocuments {
  /** Makes the paper that is lacking. */
  abstract prepare(today: string): Promise<{ problems: { ref: string; message: string }[] }>;
  abstract listed(today: string): AsyncIterable<DeskDocument>;
}

/** A desk that keeps no correspondence. */
export class NoDeskDocuments extends DeskDocuments {
  prepare(): Promise<{ problems: [] }> {
    return Promise.resolve({ problems: [] });
  }

  async *listed(): AsyncIterable<DeskDocument> {
    yield* [];
  }
}
