import { type Query, sql, type Sql } from '../../platform/database/index.js';
import { type AskedPage, keyset, type ListPage, type SortKey } from '../../platform/lists/index.js';

export interface PhotoRow {
  id: string;
  buildingId: string;
  buildingName: string;
  /** Of the whole building, shown to this reader. */
  inBuilding: number;
  lotNumber: string | null;
  title: string | null;
  /** `YYYY-MM-DD` */
  takenOn: string | null;
  /** It was looked at, and cannot be read. */
  broken: boolean;
  at: (string | number)[];
}

export interface OpenPhoto extends Omit<PhotoRow, 'at' | 'inBuilding' | 'broken'> {
  sha256: string;
  /** Its place among those of the building. */
  rank: number;
  inBuilding: number;
  previousId: string | null;
  nextId: string | null;
}

/** Building by building; in each, in the order staff gave, then the latest first. */
const ORDER: SortKey[] = [
  { sql: sql`b.sort_name`, type: 'text' },
  { sql: sql`p.building_id`, type: 'uuid' },
  { sql: sql`p.position::bigint`, type: 'bigint' },
  { sql: sql`(date '3000-01-01' - coalesce(p.taken_on, date '1000-01-01'))::bigint`, type: 'bigint' },
  { sql: sql`p.id`, type: 'uuid' },
];

const PHOTOS = sql`photo p JOIN building b ON b.id = p.building_id LEFT JOIN lot l ON l.id = p.lot_id`;
const PUBLISHED = sql`p.publication_state = 'published' AND b.publication_state = 'published'`;

/** `within`: a condition on `p` and `b`, see `visible-photos.ts`. */
export async function listPhotos(query: Query, within: Sql, asked: AskedPage): Promise<ListPage<PhotoRow>> {
  const page = keyset(ORDER, asked);
  const rows = await query<PhotoRow>(sql`
    WITH counted AS (SELECT p.building_id, count(*)::int AS photos FROM ${PHOTOS} WHERE ${PUBLISHED} AND ${within} GROUP BY p.building_id)
    SELECT p.id, p.building_id AS "buildingId", b.name AS "buildingName", c.photos AS "inBuilding", l.number AS "lotNumber", p.title,
      p.taken_on AS "takenOn", ${page.at} AS at,
      EXISTS (SELECT FROM photo_copy k WHERE k.sha256 = p.sha256 AND k.copy_sha256 IS NULL) AS broken
    FROM ${PHOTOS} JOIN counted c ON c.building_id = p.building_id
    WHERE ${PUBLISHED} AND ${within} AND ${page.where}
    ORDER BY ${page.order} LIMIT ${page.limit}`);
  return page.cut(rows);
}

export async function countPhotos(query: Query, within: Sql): Promise<number> {
  const [row] = await query<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM ${PHOTOS} WHERE ${PUBLISHED} AND ${within}`,
  );
  return row?.count ?? 0;
}

/** A photo with those around it in its building; null when this reader has none of that name. */
export async function findPhoto(query: Query, within: Sql, id: string): Promise<OpenPhoto | null> {
  const [row] = await query<OpenPhoto>(sql`
    SELECT * FROM (
      SELECT p.id, p.building_id AS "buildingId", b.name AS "buildingName", l.number AS "lotNumber", p.title, p.taken_on AS "takenOn",
        p.sha256, row_number() OVER beside::int AS rank, count(*) OVER (PARTITION BY p.building_id)::int AS "inBuilding",
        lag(p.id) OVER beside AS "previousId", lead(p.id) OVER beside AS "nextId"
      FROM ${PHOTOS}
      WHERE ${PUBLISHED} AND ${within} AND p.building_id = (SELECT o.building_id FROM photo o WHERE o.id = ${id})
      WINDOW beside AS (ORDER BY ${keyset(ORDER, { descending: false, cursor: null, size: 1 }).order})) AS photo
    WHERE id = ${id}`);
  return row ?? null;
}
