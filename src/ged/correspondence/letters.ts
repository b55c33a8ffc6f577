import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { Clock } from '../../platform/clock/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { sql, UnitOfWork } from '../../platform/database/index.js';
import { FileStore } from '../../platform/files/index.js';
import { fullName, type NamedParty, ResidentPapers } from '../../portfolio/index.js';
import { paragraphsOf } from './domain/paragraphs.js';
import { registerFile } from './stored-files.queries.js';

interface Letter {
  subject: string;
  body: string;
  day: string;
  revision: number;
  caseNumber: string | null;
  /** The only recipient, when it is an account. */
  addressee: (NamedParty & { lines: string[]; postalCode: string | null; city: string | null; account: string }) | null;
}

const LETTER_BYTES = 100 * 1024 * 1024;
const PDF = 'application/pdf';

/** Texts of correspondence on the agency's paper. */
@Injectable()
export class Letters {
  constructor(
    private readonly work: UnitOfWork,
    private readonly papers: ResidentPapers,
    private readonly files: FileStore,
    private readonly clock: Clock,
  ) {}

  /** As it would be sent. @throws OutsideUnavailable when no paper can be drawn now */
  async draw(correspondenceId: string): Promise<Buffer> {
    return this.drawn(await this.read(correspondenceId));
  }

  /** Makes the PDF of the text and keeps it with its correspondence; the former one stays until then. @throws OutsideUnavailable */
  async make(correspondenceId: string): Promise<void> {
    const letter = await this.read(correspondenceId);
    const madeAt = this.clock.now();
    const pdf = await this.drawn(letter);
    const { sha256, bytes } = await this.files.receive(currentTenant().id, Readable.from([pdf]), {
      maxBytes: LETTER_BYTES,
    });
    await this.work.write(async ({ query }) => {
      await registerFile(query, { sha256, bytes, mediaType: PDF }, madeAt);
      await query(sql`
        UPDATE correspondence SET text_sha256 = ${sha256}, text_bytes = ${bytes}, text_made_of = ${letter.revision}, text_made_at = ${madeAt}
        WHERE id = ${correspondenceId}`);
    });
  }

  private drawn({ subject, body, day, caseNumber, addressee }: Letter): Promise<Buffer> {
    return this.papers.draw('ged/paper/letter', {
      title: subject,
      day,
      caseNumber,
      addressee: addressee && { ...addressee, name: fullName(addressee) },
      paragraphs: paragraphsOf(body),
    });
  }

  private async read(id: string): Promise<Letter> {
    const [letter] = await this.work.read((query) =>
      query<Letter>(sql`
        SELECT c.subject, c.body, c.text_revision AS revision, f.number AS "caseNumber",
          coalesce(c.processed_on, ${this.clock.today(currentTenant().timeZone)}::date) AS day,
          (SELECT json_build_object('kind', p.kind, 'civility', p.civility, 'lastName', p.last_name, 'firstName', p.first_name,
              'companyName', p.company_name, 'lines', p.address_lines, 'postalCode', p.postal_code, 'city', p.city, 'account', a.number)
            FROM correspondence_recipient r JOIN account a ON a.id = r.target_id JOIN party p ON p.id = a.party_id
            WHERE r.correspondence_id = c.id AND r.scope = 'account'
              AND NOT EXISTS (SELECT FROM correspondence_recipient o WHERE o.correspondence_id = c.id AND o.target_id <> r.target_id)
          ) AS addressee
        FROM correspondence c LEFT JOIN case_file f ON f.id = c.case_file_id WHERE c.id = ${id}`),
    );
    if (!letter) throw new Error(`no correspondence ${id}`);
    return letter;
  }
}
