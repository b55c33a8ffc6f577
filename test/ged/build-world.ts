import { randomUUID } from 'node:crypto';
import type { TestDatabase } from '../support/database.js';
import { change, type Columns, type Ground, layGround, published, sha256Of } from '../support/factories/index.js';
import type { World } from './world.js';

export interface BuiltWorld {
  ground: Ground;
  parties: string[];
  accounts: string[];
  /** By index of the world's documents. */
  documents: string[];
}

let built = 0;

/** Writes the world as a tenant of its own. */
export async function buildWorld(database: TestDatabase, world: World): Promise<BuiltWorld> {
  const ground = await layGround(database, { domain: `world-${(built += 1)}` });
  await ground.sql('DELETE FROM binder WHERE tenant_id = $1', [ground.tenantId]);
  await change(ground, 'extranet_settings', world.settings);
  const ids = {
    buildings: make(world.buildings),
    parties: make(world.parties),
    accounts: make(world.accounts.length),
    lots: make(world.lots.length),
    binders: make(world.binders.length),
    documents: make(world.documents.length),
  };
  const entity = randomUUID();
  const row = (id: string | undefined) => ({ ...published(ground), id });
  await rows(ground, 'accounting_entity', [{ ...row(entity), line: 'syndic', code: 'S001', label: 'Syndicat' }]);
  await rows(
    ground,
    'party',
    ids.parties.map((id) => ({ ...row(id), kind: 'person', last_name: 'Martin' })),
  );
  await rows(
    ground,
    'building',
    ids.buildings.map((id) => ({ ...row(id), line: 'syndic', name: 'Résidence' })),
  );
  await rows(
    ground,
    'account',
    world.accounts.map((account, index) => ({
      ...row(ids.accounts[index]),
      kind: account.kind,
      line: account.kind === 'co_owner' ? 'syndic' : 'gerance',
      entity_id: entity,
      party_id: ids.parties[account.party],
      number: `450${index}`,
      status: 'active',
      opening_balance: 0,
      balance: 0,
      building_id: account.building === null ? null : ids.buildings[account.building],
      as_of: world.today,
      publication_state: account.state,
    })),
  );
  await rows(
    ground,
    'lot',
    world.lots.map((lot, index) => ({
      ...row(ids.lots[index]),
      line: 'syndic',
      building_id: ids.buildings[lot.building],
      number: String(index),
      kind: 'apartment',
      publication_state: lot.published ? 'published' : 'withdrawn',
    })),
  );
  await rows(
    ground,
    'lot_holder',
    world.holders.map((holder, position) => ({
      lot_id: ids.lots[holder.lot],
      position,
      account_id: ids.accounts[holder.account],
      part: holder.part,
      held_from: holder.from,
      held_until: holder.until,
    })),
  );
  await rows(
    ground,
    'council_membership',
    world.council.map((one, position) => ({
      building_id: ids.buildings[one.building],
      position,
      party_id: ids.parties[one.party],
      title: one.title,
      since: one.since,
      until: one.until,
    })),
  );
  await rows(
    ground,
    'binder',
    world.binders.map((binder, position) => ({
      id: ids.binders[position],
      line: binder.line,
      path: [`Classeur ${position}`],
      position,
      levels: binder.levels,
      role: binder.role,
      active: binder.active,
      publication_state: binder.published ? 'published' : 'withdrawn',
      name_locked: false,
      origin: 'desk',
    })),
  );
  const file = { sha256: sha256Of('world'), bytes: 5 };
  await rows(ground, 'stored_file', [{ ...file, received_bytes: 5, state: 'complete', received_at: world.today }]);
  await rows(
    ground,
    'document',
    world.documents.map((document, index) => ({
      ...row(ids.documents[index]),
      ...file,
      line: world.binders[document.binder]!.line,
      binder_id: ids.binders[document.binder],
      title: `Document ${index}`,
      filename: 'pv.pdf',
      media_type: 'application/pdf',
      document_date: document.from,
      published_from: document.from,
      published_until: document.until,
      origin: 'text',
      level: document.level,
      publication_state: document.state,
      folder: [],
      notify: false,
      state_changed_at: world.today,
    })),
  );
  const lines = ['00000000-0000-8000-8000-000000000001', '00000000-0000-8000-8000-000000000002'];
  const targets = { account: ids.accounts, lot: ids.lots, building: ids.buildings, line: lines };
  await rows(
    ground,
    'document_audience',
    world.documents.flatMap((document, index) =>
      document.audience.map(({ scope, target }) => ({
        document_id: ids.documents[index],
        scope,
        target_id: targets[scope][target],
        binder_id: ids.binders[document.binder],
        document_date: document.from,
      })),
    ),
  );
  return { ground, parties: ids.parties, accounts: ids.accounts, documents: ids.documents };
}

function make(count: number): string[] {
  return Array.from({ length: count }, () => randomUUID());
}

/** Many rows in one statement; every row has the same columns, and those alone. */
async function rows(ground: Ground, table: string, all: Columns[]): Promise<void> {
  if (all.length === 0) return;
  const columns = Object.keys(all[0]!).join(', ');
  await ground.sql(
    `INSERT INTO ${table} (tenant_id, ${columns}) SELECT $1, ${columns} FROM jsonb_populate_recordset(NULL::${table}, $2::jsonb)`,
    [ground.tenantId, JSON.stringify(all)],
  );
}
