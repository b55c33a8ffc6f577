import type { ByteSource } from '../byte-source.js';
import { holdsMacros, officeType } from '../domain/office-type.js';
import { isZipBomb } from '../domain/zip-bomb.js';
import type { Verdict } from './file-inspector.js';
import { withZipListing, type ZipListing } from './zip-listing.js';

/** A zip is taken only as an Office or OpenDocument document: anything else is named by its type and left to the caller. */
export async function inspectArchive(source: ByteSource): Promise<Verdict> {
  try {
    return await withZipListing(source, (listing) => judge(listing, source.size));
  } catch (error) {
    return { taken: false, reason: 'broken', detail: (error as Error).message };
  }
}

async function judge(listing: ZipListing, archiveBytes: number): Promise<Verdict> {
  const { entries } = listing;
  if (isZipBomb(entries, archiveBytes)) return { taken: false, reason: 'zip_bomb' };
  if (entries.some((entry) => entry.encrypted)) return { taken: false, reason: 'password' };
  const names = entries.map((entry) => entry.name);
  const contentTypes = await listing.text('[Content_Types].xml');
  if (holdsMacros(names, contentTypes)) return { taken: false, reason: 'macro' };
  const mediaType = officeType(names, contentTypes, await listing.text('mimetype')) ?? 'application/zip';
  return { taken: true, mediaType, restricted: false };
}
