import { asFilename, type NamedDocument, savedName } from './document-names.js';

export const ARCHIVE_FILES_LIMIT = 500;
export const ARCHIVE_BYTES_LIMIT = 1_000_000_000;

export interface ArchivedDocument extends NamedDocument {
  id: string;
  sha256: string;
  bytes: number;
  /** Levels below the one that is archived. */
  folders: string[];
}

export interface ArchiveEntry {
  id: string;
  sha256: string;
  /** Path in the archive; no two are equal, letter case apart. */
  name: string;
}

export interface ArchivePlan {
  entries: ArchiveEntry[];
  /** Whether some were left out for want of room. */
  cut: boolean;
}

/** The first documents that the limits allow, in the order given; the rest is left out [RES-31]. */
export function planArchive(
  documents: readonly ArchivedDocument[],
  limits = { files: ARCHIVE_FILES_LIMIT, bytes: ARCHIVE_BYTES_LIMIT },
): ArchivePlan {
  const taken = new Set<string>();
  const entries: ArchiveEntry[] = [];
  let bytes = 0;
  for (const document of documents) {
    bytes += document.bytes;
    if (entries.length === limits.files || bytes > limits.bytes) return { entries, cut: true };
    entries.push({ id: document.id, sha256: document.sha256, name: freeName(document, taken) });
  }
  return { entries, cut: false };
}

function freeName(document: ArchivedDocument, taken: Set<string>): string {
  const path = [...document.folders.map(asFilename), savedName(document)].join('/');
  const dot = path.lastIndexOf('.');
  let name = path;
  for (let again = 2; taken.has(name.toLowerCase()); again += 1)
    name = `${path.slice(0, dot)} (${again})${path.slice(dot)}`;
  taken.add(name.toLowerCase());
  return name;
}
