import { randomUUID } from 'node:crypto';
import { change, type Columns, type Ground, insert, published, type Row, sha256Of } from './ground.js';

export type Audience =
  { scope: 'account' | 'lot' | 'building'; target: Row } | { scope: 'line'; line: 'gerance' | 'syndic' };

/** A binder of the tenant by its path ("Courriers / Locataires"), default ones included. @throws when there is none */
export async function theBinder(ground: Ground, line: string, path: string): Promise<Row> {
  const [binder] = await ground.sql(`SELECT * FROM binder WHERE tenant_id = $1 AND line = $2 AND path = $3`, [
    ground.tenantId,
    line,
    path.split(' / '),
  ]);
  if (!binder) throw new Error(`No binder ${path}`);
  return binder as Row;
}

export async function aBinder(ground: Ground, columns: Columns = {}): Promise<Row> {
  const levels = columns.line === 'gerance' ? ['landlord', 'lessee'] : ['co_owner', 'council_member', 'president'];
  const given = {
    id: randomUUID(),
    line: 'syndic',
    path: [`Classeur ${randomUUID().slice(0, 8)}`],
    position: 100,
    levels,
  };
  return insert(ground, 'binder', { ...given, ...columns });
}

/** A published document of the binder, addressed to `to`; its file is registered, its bytes only if `content` is stored by the test. */
export async function aDocument(ground: Ground, binder: Row, to: Audience[], columns: Columns = {}): Promise<Row> {
  const { content = `document ${randomUUID()}`, ...rest } = columns as { content?: string | Buffer };
  const file = { sha256: sha256Of(content), bytes: Buffer.byteLength(content) };
  await ground.sql(
    `INSERT INTO stored_file (tenant_id, sha256, bytes, received_bytes, media_type, state)
     VALUES ($1, $2, $3, $3, 'application/pdf', 'complete') ON CONFLICT DO NOTHING`,
    [ground.tenantId, file.sha256, file.bytes],
  );
  const usual = { title: 'Procès-verbal', filename: 'pv.pdf', media_type: 'application/pdf', origin: 'attachment' };
  const days = { document_date: '2025-06-12', published_from: '2025-06-12' };
  const given = { ...published(ground), line: binder.line, binder_id: binder.id, ...file, ...usual, ...days, ...rest };
  const document = await insert(ground, 'document', given);
  for (const audience of to) await address(ground, document, audience);
  return document;
}

async function address(ground: Ground, document: Row, audience: Audience): Promise<void> {
  const { id, binder_id, document_date, tenant_id = ground.tenantId } = document;
  const target = audience.scope === 'line' ? `app.line_target($4)` : `$4::uuid`;
  await ground.sql(
    `INSERT INTO document_audience (tenant_id, document_id, scope, target_id, binder_id, document_date)
     VALUES ($1, $2, $3, ${target}, $5, $6)`,
    [
      tenant_id,
      id,
      audience.scope,
      audience.scope === 'line' ? audience.line : audience.target.id,
      binder_id,
      document_date,
    ],
  );
}

export const toAccount = (target: Row): Audience => ({ scope: 'account', target });
export const toLot = (target: Row): Audience => ({ scope: 'lot', target });
export const toBuilding = (target: Row): Audience => ({ scope: 'building', target });
export const toLine = (line: 'gerance' | 'syndic'): Audience => ({ scope: 'line', line });

export function setLevels(ground: Ground, binder: Row, levels: string[]): Promise<void> {
  return change(ground, 'binder', { levels }, { id: binder.id });
}

/** An applied publication of both lines: what "Données publiées le …" reads. */
export async function anAppliedRun(ground: Ground, appliedAt: string, columns: Columns = {}): Promise<void> {
  const id = randomUUID();
  await insert(ground, 'publication_run', {
    ...{ id, number: 1, source_id: ground.sourceId, run_ref: id, trigger: 'machine', state: 'applied' },
    ...{ manifest_sha256: sha256Of(id), manifest_bytes: 1, lines: ['gerance', 'syndic'], applied_at: appliedAt },
    ...{ ready_at: appliedAt, received_at: appliedAt, ...columns },
  });
}
