import { readCursor } from './cursor.js';
import type { AskedPage, ListPage } from './keyset.js';

const AT_ONCE = 1_000;

/** Every row of a list, page after page, for exports: memory holds one page, whatever the length. */
export async function* walk<Row>(
  find: (asked: AskedPage) => Promise<ListPage<Row>>,
  descending = false,
): AsyncGenerator<Row> {
  let page = await find({ descending, size: AT_ONCE, cursor: null });
  yield* page.rows;
  while (page.next !== null) {
    page = await find({ descending, size: AT_ONCE, cursor: readCursor(page.next, 'next') });
    yield* page.rows;
  }
}
