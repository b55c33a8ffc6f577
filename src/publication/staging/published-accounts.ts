/** Bytes of an account: its identifier, then the digest of what is published of it. */
const RECORD = 32;
const HALF = 16;

/**
 * The accounts of a source that are published, with the digest of each: 32 bytes an account, outside the heap. An account that ends with
 * the same digest needs none of its entries again.
 */
export class PublishedAccounts {
  private records = Buffer.alloc(0);

  /** @param page records that follow those added before, in the order of their identifiers */
  add(page: Uint8Array): void {
    this.records = Buffer.concat([this.records, page]);
  }

  /** @param id a UUID @param contentHash hexadecimal */
  isPublishedWith(id: string, contentHash: string): boolean {
    const at = this.find(Buffer.from(id.replaceAll('-', ''), 'hex'));
    return at !== null && this.records.toString('hex', at + HALF, at + RECORD) === contentHash;
  }

  private find(id: Buffer): number | null {
    let low = 0;
    let high = this.records.length / RECORD;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const order = this.records.compare(id, 0, HALF, middle * RECORD, middle * RECORD + HALF);
      if (order === 0) return middle * RECORD;
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return null;
  }
}

/** Identifier, hexadecimal, of the last account of a page. */
export function lastAccountOf(page: Buffer): string {
  return page.toString('hex', page.length - RECORD, page.length - HALF);
}
