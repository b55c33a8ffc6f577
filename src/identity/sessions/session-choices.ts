import { Injectable } from '@nestjs/common';
import type { SpaceKind } from '../../platform/auth/index.js';
import { type Query, sql, UnitOfWork } from '../../platform/database/index.js';

/** What a resident chose for the time of his session: the space, and by space the account or building pages are narrowed to [RES-24]. */
export interface Choices {
  space?: SpaceKind;
  /** By space: an opaque value of the room that set it, e.g. an account's id. */
  filters?: Partial<Record<SpaceKind, string>>;
}

/** Read among the queries of a page, in their flight. `sessionId` is the viewer's. */
export async function readChoices(query: Query, sessionId: string): Promise<Choices> {
  const [row] = await query<{ choices: Choices }>(sql`SELECT choices FROM session WHERE id = ${sessionId}`);
  return row?.choices ?? {};
}

/** Choices are the session's: they end with it, and are no change of rights. */
@Injectable()
export class SessionChoices {
  constructor(private readonly work: UnitOfWork) {}

  async chooseSpace(sessionId: string, space: SpaceKind): Promise<void> {
    await this.merge(sessionId, sql`jsonb_build_object('space', ${space}::text)`);
  }

  /** `value` null takes the filter away. */
  async narrow(sessionId: string, space: SpaceKind, value: string | null): Promise<void> {
    await this.merge(
      sessionId,
      sql`jsonb_build_object('filters', jsonb_strip_nulls(coalesce(choices -> 'filters', '{}') || jsonb_build_object(${space}::text, ${value}::text)))`,
    );
  }

  private async merge(sessionId: string, change: ReturnType<typeof sql>): Promise<void> {
    await this.work.write(({ query }) => query(sql`UPDATE session SET choices = choices || ${change} WHERE id = ${sessionId}`));
  }
}
