import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { Clock } from '../../platform/clock/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { sql, UnitOfWork } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { attach, insertCorrespondence, type ReceivedFile } from './desk/correspondence.writes.js';
import { currentReach } from './desk/reach.sql.js';
import { registerFile } from './stored-files.queries.js';

export interface ListToPublish {
  templateId: string;
  buildingId: string;
  /** Title of the document on the extranet. */
  subject: string;
  /** Its bytes are in the file store already. */
  file: ReceivedFile;
}

/** Lists of a building's owners, published as correspondence to its council without text (GED-37, GED-44). */
@Injectable()
export class ListCorrespondence {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Processed and to be published today, in the transaction under way if there is one; it takes the place of the list of that building
   * before it, whatever its template. @returns its number. @throws NotFound for a building that is not
   */
  publish({ templateId, buildingId, subject, file }: ListToPublish): Promise<number> {
    return this.work.write(async ({ query }) => {
      const [building] = await query(sql`SELECT FROM building WHERE id = ${buildingId} AND line = 'syndic'`);
      if (!building) throw new NotFound(undefined, {}, `no building ${buildingId}`);
      const now = this.clock.now();
      const today = this.clock.today(currentTenant().timeZone);
      const given = {
        line: 'syndic' as const,
        templateId,
        caseFileId: null,
        subject,
        body: '',
        origin: 'list' as const,
      };
      const { id, number } = await insertCorrespondence(query, { ...given, staffId: currentReach().staffId, now });
      // Looked for once the number is ours: two lists made at once replace one another, not both the same.
      await query(sql`
        UPDATE correspondence SET processed_on = ${today}::date, publication_on = ${today}::date, replaces_id = (
          SELECT c.id FROM correspondence c JOIN correspondence_recipient r ON r.correspondence_id = c.id
          WHERE c.origin = 'list' AND r.target_id = ${buildingId} AND c.number < ${number} ORDER BY c.number DESC LIMIT 1)
        WHERE id = ${id}`);
      await query(
        sql`INSERT INTO correspondence_recipient (correspondence_id, scope, target_id) VALUES (${id}, 'council', ${buildingId})`,
      );
      await registerFile(query, file, now);
      await attach(query, id, [file]);
      await this.audit.record({
        action: 'correspondence.list',
        subject: { kind: 'correspondence', id: String(number) },
        details: { building: buildingId, file: file.name },
      });
      return number;
    });
  }
}
