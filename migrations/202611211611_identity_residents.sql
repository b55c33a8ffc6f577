-- Residents' logins: one per party, provisional until personalised, closed or blocked without losing what they were.
-- up
CREATE TABLE resident_login (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL DEFAULT uuidv7(),
  party_id uuid NOT NULL,
  login text NOT NULL CHECK (login ~ '^[a-z0-9.-]{4,40}$'), -- lower case only: unique whatever the letter case
  state text NOT NULL CHECK (state IN ('initial', 'personal', 'temporary', 'dormant')),
  password_hash text, -- of a personal or regenerated password
  -- The initial password: sealed while it can be read by the agency, and a keyed digest that sign-in compares with.
  initial_password_cipher bytea,
  initial_password_digest bytea,
  given_digest bytea, -- of the credentials a manifest gave last: the same again changes nothing
  valid_until timestamptz, -- of a provisional password
  personalised_at timestamptz,
  closed_at timestamptz,
  blocked_at timestamptz,
  blocked_by uuid,
  block_reason text,
  email text, -- chosen by the resident and confirmed; before it, the party's counts
  confirmed_email text, -- the last address a link of ours came back from
  phone text,
  language text CHECK (language IN ('fr', 'en')),
  notify_documents text NOT NULL DEFAULT 'immediate' CHECK (notify_documents IN ('immediate', 'weekly', 'never')),
  notify_changed_at timestamptz,
  last_sign_in_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, party_id),
  UNIQUE (tenant_id, login),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id),
  CHECK ((password_hash IS NOT NULL) = (state IN ('personal', 'temporary')) OR state = 'dormant'),
  CHECK ((valid_until IS NOT NULL) = (state IN ('initial', 'temporary'))),
  CHECK (initial_password_cipher IS NULL OR state = 'initial'), -- erased for ever with the state
  CHECK (state <> 'initial' OR initial_password_digest IS NOT NULL),
  CHECK ((blocked_at IS NULL) = (block_reason IS NULL))
);
CREATE INDEX resident_login_by_email ON resident_login (tenant_id, lower(email)) WHERE email IS NOT NULL;
CREATE INDEX resident_login_provisional ON resident_login (tenant_id, valid_until) WHERE valid_until IS NOT NULL;
SELECT app.protect('resident_login');

CREATE FUNCTION app.party_name(p party) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN p.kind = 'company' THEN p.company_name ELSE concat_ws(' ', nullif(p.first_name, ''), p.last_name) END;

-- How a resident is written to: his own choice first, what the agency knows otherwise.
CREATE VIEW resident_contact WITH (security_invoker = true) AS
  SELECT l.tenant_id, l.party_id, l.id AS login_id, l.login, l.notify_documents,
    coalesce(l.email, p.email) AS email,
    lower(coalesce(l.email, p.email)) IS NOT DISTINCT FROM lower(l.confirmed_email) AND l.confirmed_email IS NOT NULL AS email_confirmed,
    coalesce(l.phone, p.mobile, p.phone) AS phone,
    coalesce(l.language, p.language) AS language,
    app.party_name(p) AS name
  FROM resident_login l JOIN party p ON p.tenant_id = l.tenant_id AND p.id = l.party_id;
GRANT SELECT ON resident_contact TO extranet_app;

-- down
DROP VIEW resident_contact;
DROP FUNCTION app.party_name(party);
DROP TABLE resident_login;
