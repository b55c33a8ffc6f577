import { type Query, sql } from '../platform/database/index.js';
import type { BusinessLine } from '../platform/tenancy/index.js';

/** What an agency switches on or off for the spaces of a line (`extranet_settings`), and what its last publication says. */
export interface SpaceSettings {
  extranetOpen: boolean;
  showAccount: boolean;
  showEmptyBinders: boolean;
  showPartners: boolean;
  showContacts: boolean;
  showProperties: boolean;
  showPhotos: boolean;
  showExpenses: boolean;
  showWorksFunds: boolean;
  /** Whether the space may be installed on a phone. */
  mobileApp: boolean;
  documentsForLandlord: boolean;
  documentsForLessee: boolean;
  documentsForCoOwner: boolean;
  landlordSeesLesseeAccounts: boolean;
  balanceSign: 'credit_minus_debit' | 'debit_minus_credit';
  /** When what is read was published; null before the first publication. */
  publishedAt: Date | null;
  /** Rank that the invoices binder asks for, which rules expenses; null without that binder. */
  invoicesRank: number | null;
}

/** @returns null when the tenant does not have that line */
export async function readSpaceSettings(query: Query, line: BusinessLine): Promise<SpaceSettings | null> {
  const [settings] = await query<SpaceSettings>(sql`
    SELECT s.extranet_open AS "extranetOpen", s.show_account AS "showAccount", s.show_empty_binders AS "showEmptyBinders",
      s.show_partners AS "showPartners", s.show_contacts AS "showContacts", s.show_properties AS "showProperties",
      s.show_photos AS "showPhotos",
      s.show_expenses AS "showExpenses", s.show_works_funds AS "showWorksFunds", s.mobile_app AS "mobileApp",
      s.documents_for_landlord AS "documentsForLandlord", s.documents_for_lessee AS "documentsForLessee",
      s.documents_for_co_owner AS "documentsForCoOwner",
      s.landlord_sees_lessee_accounts AS "landlordSeesLesseeAccounts", s.balance_sign AS "balanceSign",
      (SELECT r.applied_at FROM publication_run r
        WHERE r.state = 'applied' AND s.line = ANY (r.lines) ORDER BY r.applied_at DESC LIMIT 1) AS "publishedAt",
      (SELECT app.rank_asked('co_owner', b.levels, b.role, NULL) FROM binder b
        WHERE b.role = 'invoices' AND b.line = s.line AND b.active AND b.publication_state = 'published') AS "invoicesRank"
    FROM extranet_settings s WHERE s.line = ${line}`);
  return settings ?? null;
}
