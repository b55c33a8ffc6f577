import { randomUUID } from 'node:crypto';
import { aDocument, type Columns, type Ground, insert, type Row, sha256Of } from '../support/factories/index.js';

export type Recipient = { scope: 'account' | 'lot' | 'building' | 'council'; target: Row };

export async function aTemplate(ground: Ground, columns: Columns = {}): Promise<Row> {
  const name = `Modèle ${randomUUID().slice(0, 8)}`;
  return insert(ground, 'correspondence_template', { id: randomUUID(), name, line: 'both', ...columns });
}

export async function aCase(ground: Ground, number: string, type: string): Promise<Row> {
  const found = await ground.sql('SELECT * FROM case_type WHERE tenant_id = $1 AND label = $2', [
    ground.tenantId,
    type,
  ]);
  const caseType =
    (found[0] as Row | undefined) ?? (await insert(ground, 'case_type', { id: randomUUID(), label: type }));
  return insert(ground, 'case_file', { id: randomUUID(), number, type_id: caseType.id, label: `Dossier ${number}` });
}

/** Processed and to be published the same day, unless the columns say otherwise. */
export async function aCorrespondence(
  ground: Ground,
  template: Row,
  to: Recipient[],
  columns: Columns & { attachments?: string[] } = {},
): Promise<Row> {
  const { attachments = [], ...given } = columns;
  const [{ next } = { next: 1 }] = await ground.sql(
    'SELECT coalesce(max(number), 4820)::int + 1 AS next FROM correspondence WHERE tenant_id = $1',
    [ground.tenantId],
  );
  const row = await insert(ground, 'correspondence', {
    ...{ id: randomUUID(), number: next, template_id: template.id, subject: 'Votre courrier', body: '' },
    ...{
      line: template.line === 'both' ? 'syndic' : template.line,
      processed_on: '2025-11-14',
      publication_on: '2025-11-14',
    },
    ...given,
    attachments_given: attachments.length,
  });
  for (const { scope, target } of to)
    await insert(ground, 'correspondence_recipient', { correspondence_id: row.id, scope, target_id: target.id });
  for (const [index, name] of attachments.entries()) await attach(ground, row, index + 1, name);
  return row;
}

export async function attach(ground: Ground, row: Row, position: number, name: string): Promise<void> {
  const sha256 = sha256Of(`${row.id} ${name}`);
  await ground.sql(
    `INSERT INTO stored_file (tenant_id, sha256, bytes, received_bytes, media_type, state) VALUES ($1, $2, 12, 12, $3, 'complete') ON CONFLICT DO NOTHING`,
    [ground.tenantId, sha256, mediaOf(name)],
  );
  await insert(ground, 'correspondence_attachment', {
    ...{ correspondence_id: row.id, position, name, sha256, bytes: 12, media_type: mediaOf(name) },
  });
}

const mediaOf = (name: string) => (name.endsWith('.jpg') ? 'image/jpeg' : 'application/pdf');

/** A document as a run of the desk left it on line. */
export async function aDeskDocument(ground: Ground, binder: Row, ref: string, columns: Columns = {}): Promise<Row> {
  const [desk] = await ground.sql(`SELECT id FROM publication_source WHERE tenant_id = $1 AND kind = 'desk'`, [
    ground.tenantId,
  ]);
  return aDocument(ground, binder, [], { source_id: desk!.id, ref, ...columns });
}
