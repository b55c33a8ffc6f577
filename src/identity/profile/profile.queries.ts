import { sql, type Sql } from '../../platform/database/index.js';
import type { Locale } from '../../platform/tenancy/index.js';

export type NotificationChoice = 'immediate' | 'weekly' | 'never';

export interface Profile {
  loginId: string;
  partyId: string;
  login: string;
  name: string;
  email: string | null;
  emailConfirmed: boolean;
  /** An address that waits for its link to come back. */
  pendingEmail: string | null;
  phone: string | null;
  language: Locale;
  notifyDocuments: NotificationChoice;
  personalisedAt: Date | null;
}

/** One row `Profile`, or none. */
export function profileOf(partyId: string, now: Date): Sql {
  return sql`
    SELECT c.login_id AS "loginId", c.party_id AS "partyId", c.login, c.name, c.email, c.email_confirmed AS "emailConfirmed", c.phone,
      c.language, c.notify_documents AS "notifyDocuments", l.personalised_at AS "personalisedAt",
      (SELECT t.email FROM one_time_token t
        WHERE t.resident_login_id = l.id AND t.purpose = 'email' AND t.ended_at IS NULL AND t.expires_at > ${now}
        ORDER BY t.created_at DESC LIMIT 1) AS "pendingEmail"
    FROM resident_contact c JOIN resident_login l ON l.id = c.login_id
    WHERE c.party_id = ${partyId}`;
}

/** Addresses of those who manage his accounts and buildings; failing that, of the master account. */
export function managersOf(partyId: string): Sql {
  return sql`
    WITH manager AS (
      SELECT DISTINCT s.email FROM account a
      LEFT JOIN building b ON b.id = a.building_id
      JOIN listed_staff s ON s.id = coalesce(a.manager_id, b.manager_id)
      WHERE a.party_id = ${partyId} AND a.publication_state = 'published' AND s.email IS NOT NULL)
    SELECT email FROM manager
    UNION ALL
    SELECT email FROM staff_member WHERE role = 'master' AND email IS NOT NULL AND NOT EXISTS (SELECT FROM manager)`;
}

export function keepContact(loginId: string, phone: string | null, language: Locale): Sql {
  return sql`UPDATE resident_login SET phone = ${phone}, language = ${language} WHERE id = ${loginId}`;
}

/** A row when it is another choice than before. */
export function keepNotifications(loginId: string, choice: NotificationChoice, now: Date): Sql {
  return sql`
    UPDATE resident_login SET notify_documents = ${choice}, notify_changed_at = ${now}
    WHERE id = ${loginId} AND notify_documents <> ${choice} RETURNING id`;
}

export function keepConfirmedEmail(loginId: string, email: string): Sql {
  return sql`UPDATE resident_login SET email = ${email}, confirmed_email = ${email} WHERE id = ${loginId}`;
}

export function keepStaffLanguage(staffId: string, language: Locale): Sql {
  return sql`UPDATE staff_member SET language = ${language} WHERE id = ${staffId}`;
}

export function keepResidentLanguage(loginId: string, language: Locale): Sql {
  return sql`UPDATE resident_login SET language = ${language} WHERE id = ${loginId}`;
}
