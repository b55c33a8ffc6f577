import { Injectable } from '@nestjs/common';
import { Audit } from '../platform/audit/index.js';
import { currentTenant } from '../platform/context/index.js';
import { type Query, sql, UnitOfWork } from '../platform/database/index.js';
import { AgencyProfile } from './agency-profile.entity.js';
import type { AgencyProfileInput } from './agency-profile.schema.js';
import { changesBetween } from './domain/changes-between.js';

/** "Gérant", "Société" and "Mentions légales" of the agency [ADM-35, ADM-36]. */
@Injectable()
export class AgencyProfiles {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /** null until something was said. */
  async read(): Promise<AgencyProfileInput | null> {
    return (await this.work.read(readProfile))[0] ?? null;
  }

  /** Changes what is given, leaves the rest. */
  change(given: Partial<AgencyProfileInput>): Promise<void> {
    return this.work.write(async ({ manager }) => {
      const tenantId = currentTenant().id;
      const former = (await manager.findOneBy(AgencyProfile, { tenantId })) ?? manager.create(AgencyProfile, { tenantId });
      const changes = changesBetween<Partial<AgencyProfileInput>>(former, given);
      if (!changes) return;
      await manager.save(manager.merge(AgencyProfile, former, given));
      await this.audit.record({ action: 'profile.change', subject: { kind: 'agency_profile', id: tenantId }, details: { ...changes } });
    });
  }
}

/** For pages that read more in the same flight. */
export function readProfile(query: Query): Promise<AgencyProfileInput[]> {
  return query<AgencyProfileInput>(sql`
    SELECT manager_civility AS "managerCivility", manager_name AS "managerName", card_number AS "cardNumber",
      card_chamber AS "cardChamber", card_valid_until AS "cardValidUntil", guarantor, guarantee_amount AS "guaranteeAmount",
      guarantee_valid_until AS "guaranteeValidUntil", insurer, insurance_policy AS "insurancePolicy",
      insurance_valid_until AS "insuranceValidUntil", legal_form AS "legalForm", company_name AS "companyName", siret, ape, capital,
      vat_number AS "vatNumber", email, phone, legal_notice AS "legalNotice"
    FROM agency_profile`);
}
