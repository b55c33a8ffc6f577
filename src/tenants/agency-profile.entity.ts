import { Column, Entity, PrimaryColumn } from 'typeorm';

const text = (name?: string) => Column('text', { ...(name ? { name } : {}), nullable: true });
const day = (name: string) => Column('date', { name, nullable: true });
/** Cents. */
const money = (name: string) => Column('bigint', { name, nullable: true });

/** What the law has an agency say of itself; one row per tenant, days as `YYYY-MM-DD`, money in cents. */
@Entity('agency_profile')
export class AgencyProfile {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @text('manager_civility') managerCivility!: string | null;
  @text('manager_name') managerName!: string | null;
  @text('card_number') cardNumber!: string | null;
  @text('card_chamber') cardChamber!: string | null;
  @day('card_valid_until') cardValidUntil!: string | null;
  @text() guarantor!: string | null;
  @money('guarantee_amount') guaranteeAmount!: number | null;
  @day('guarantee_valid_until') guaranteeValidUntil!: string | null;
  @text() insurer!: string | null;
  @text('insurance_policy') insurancePolicy!: string | null;
  @day('insurance_valid_until') insuranceValidUntil!: string | null;
  @text('legal_form') legalForm!: string | null;
  @text('company_name') companyName!: string | null;
  @text() siret!: string | null;
  @text() ape!: string | null;
  @money('capital') capital!: number | null;
  @text('vat_number') vatNumber!: string | null;
  @text() email!: string | null;
  @text() phone!: string | null;
  @text('legal_notice') legalNotice!: string | null;
}
