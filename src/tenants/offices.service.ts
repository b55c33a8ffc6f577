import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit } from '../platform/audit/index.js';
import { type Query, sql, UnitOfWork } from '../platform/database/index.js';
import { Conflict, InvalidInput, NotFound } from '../platform/errors/index.js';
import { changesBetween } from './domain/changes-between.js';
import { Office } from './office.entity.js';
import type { OfficeInput } from './office.schema.js';

/** The agency's offices; a change is seen by residents at once [ADM-37]. */
@Injectable()
export class Offices {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /** All of them, or those shown to residents, in the order the agency gave them. */
  list(which: 'all' | 'visible' = 'all'): Promise<Office[]> {
    return this.work.read((query) => listOffices(query, which));
  }

  /** @returns its id @throws InvalidInput at `name` when another office has it */
  add(input: OfficeInput): Promise<string> {
    return this.work.write(async ({ manager, query }) => {
      await this.refuseTwin(manager, input.name, null);
      const [last] = await query<{ position: number }>(sql`SELECT coalesce(max(position), 0) AS position FROM office`);
      const office = await manager.save(manager.create(Office, { ...input, position: (last?.position ?? 0) + 1 }));
      await this.audit.record({ ...actOn(office.id, 'offices.add'), details: { after: input } });
      return office.id;
    });
  }

  /** @throws NotFound; InvalidInput at `name` */
  change(id: string, input: OfficeInput): Promise<void> {
    return this.work.write(async ({ manager }) => {
      const office = await one(manager, id);
      await this.refuseTwin(manager, input.name, id);
      const changes = changesBetween(office, input);
      if (!changes) return;
      await manager.update(Office, { id }, input);
      await this.audit.record({ ...actOn(id, 'offices.change'), details: { ...changes } });
    });
  }

  /** @throws NotFound; Conflict for the last one */
  remove(id: string): Promise<void> {
    return this.work.write(async ({ manager }) => {
      const office = await one(manager, id);
      if ((await manager.count(Office)) === 1) throw new Conflict('tenants:error.last-office');
      await manager.delete(Office, { id });
      await this.audit.record({ ...actOn(id, 'offices.remove'), details: { name: office.name } });
    });
  }

  /** The offices in that order; one that is not named keeps its place after them. */
  order(ids: readonly string[]): Promise<void> {
    return this.work.write(async ({ query }) => {
      const moved = await query(sql`
        UPDATE office SET position = placed.position FROM (
          SELECT id, row_number() OVER (ORDER BY array_position(${ids}::uuid[], id) NULLS LAST, position) AS position FROM office
        ) AS placed WHERE placed.id = office.id AND placed.position <> office.position RETURNING office.id`);
      if (moved.length > 0) await this.audit.record({ action: 'offices.order' });
    });
  }

  /** Provisioning: these offices, found again by their name, in this order; others stay, after them. */
  bringTo(inputs: readonly OfficeInput[]): Promise<void> {
    return this.work.write(async () => {
      const known = new Map((await this.list()).map((office) => [office.name, office.id]));
      const ids: string[] = [];
      for (const input of inputs) {
        const id = known.get(input.name) ?? (await this.add(input));
        if (known.has(input.name)) await this.change(id, input);
        ids.push(id);
      }
      if (known.size > 0) await this.order(ids);
    });
  }

  private async refuseTwin(manager: EntityManager, name: string, id: string | null): Promise<void> {
    const twin = await manager.findOneBy(Office, { name });
    if (twin && twin.id !== id) throw InvalidInput.at('name', 'tenants:error.office-twin', { name });
  }
}

/** For pages that read more in the same flight (residents' "Contacts"). */
export function listOffices(query: Query, which: 'all' | 'visible'): Promise<Office[]> {
  return query<Office>(sql`
    SELECT id, name, address_lines AS "addressLines", postal_code AS "postalCode", city, country, latitude, longitude, phone, email,
      opening_hours AS "openingHours", visible_to_residents AS "visibleToResidents", position
    FROM office WHERE ${which === 'all'} OR visible_to_residents ORDER BY position, id`);
}

async function one(manager: EntityManager, id: string): Promise<Office> {
  const office = await manager.findOneBy(Office, { id });
  if (!office) throw new NotFound();
  return office;
}

function actOn(id: string, action: string) {
  return { action, subject: { kind: 'office', id } };
}
