import { sql, type Sql } from '../../platform/database/index.js';
import type { PlannedSection } from '../sections/index.js';

/** Impossible rows (ROW-04) that only show once all is read: id, ref, line_no, target_id, target, message after "Lot 7 : ". */
export const RULES: Partial<Record<PlannedSection, (runId: string) => Sql[]>> = {
  accounts: (runId) => [
    sql`
      SELECT s.id, s.ref, s.line_no, NULL::uuid, NULL::text, 'compte d’un autre métier que son entité.'
      FROM staged_account s
      LEFT JOIN staged_accounting_entity n ON n.tenant_id = s.tenant_id AND n.run_id = s.run_id AND n.id = s.entity_id
      LEFT JOIN accounting_entity o ON o.tenant_id = s.tenant_id AND o.id = s.entity_id
      WHERE s.run_id = ${runId} AND s.intent = 'publish' AND coalesce(n.line, o.line) <> s.line`,
  ],
  lots: (runId) => [
    sql`
      SELECT s.id, s.ref, s.line_no, NULL::uuid, NULL::text, 'tantièmes hors de la clé de l’immeuble.'
      FROM staged_lot_share c JOIN staged_lot s ON s.tenant_id = c.tenant_id AND s.run_id = c.run_id AND s.id = c.lot_id
      LEFT JOIN staged_allocation_key n ON n.tenant_id = c.tenant_id AND n.run_id = c.run_id AND n.id = c.key_id
      LEFT JOIN allocation_key o ON o.tenant_id = c.tenant_id AND o.id = c.key_id
      WHERE c.run_id = ${runId} AND s.intent = 'publish'
        AND (coalesce(n.building_id, o.building_id) <> s.building_id OR c.value > coalesce(n.total, o.total))`,
    sql`
      SELECT s.id, s.ref, s.line_no, NULL::uuid, NULL::text, 'un locataire détient par un compte de locataire, un propriétaire par un autre.'
      FROM staged_lot_holder c JOIN staged_lot s ON s.tenant_id = c.tenant_id AND s.run_id = c.run_id AND s.id = c.lot_id
      LEFT JOIN staged_account n ON n.tenant_id = c.tenant_id AND n.run_id = c.run_id AND n.id = c.account_id
      LEFT JOIN account o ON o.tenant_id = c.tenant_id AND o.id = c.account_id
      WHERE c.run_id = ${runId} AND s.intent = 'publish'
        AND (coalesce(n.kind, o.kind) = 'lessee') <> (c.part = 'lessee')`,
  ],
  expenses: (runId) => [
    sql`
      SELECT s.id, s.ref, s.line_no, NULL::uuid, NULL::text, 'exercice d’un autre immeuble.'
      FROM staged_expense s
      LEFT JOIN staged_fiscal_year n ON n.tenant_id = s.tenant_id AND n.run_id = s.run_id AND n.id = s.fiscal_year_id
      LEFT JOIN fiscal_year o ON o.tenant_id = s.tenant_id AND o.id = s.fiscal_year_id
      WHERE s.run_id = ${runId} AND s.intent = 'publish' AND coalesce(n.building_id, o.building_id) <> s.building_id`,
    sql`
      SELECT s.id, s.ref, s.line_no, NULL::uuid, NULL::text, 'clé d’un autre immeuble.'
      FROM staged_expense s
      LEFT JOIN staged_allocation_key n ON n.tenant_id = s.tenant_id AND n.run_id = s.run_id AND n.id = s.key_id
      LEFT JOIN allocation_key o ON o.tenant_id = s.tenant_id AND o.id = s.key_id
      WHERE s.run_id = ${runId} AND s.intent = 'publish' AND coalesce(n.building_id, o.building_id) <> s.building_id`,
  ],
};
