-- The ground every table of a tenant stands on: schemas, the tenant of the transaction, row-level security.
-- up
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE SCHEMA app;
CREATE SCHEMA platform;
GRANT USAGE ON SCHEMA app, platform, public TO extranet_app;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

CREATE FUNCTION app.tenant_id() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.tenant_id', true), '')::uuid;

-- Called by a migration right after CREATE TABLE: no table of a tenant is left without it (a test reads the catalogue).
CREATE FUNCTION app.protect(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format(
    'CREATE POLICY tenant_isolation ON %s USING (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)', target);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO extranet_app', target);
END $$;

CREATE TABLE platform.tenant (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  domain text NOT NULL UNIQUE CHECK (domain ~ '^[a-z0-9-]{3,40}$'),
  name text NOT NULL CHECK (name <> ''),
  kind text NOT NULL CHECK (kind IN ('agency', 'diagnostic_firm')),
  lines text[] NOT NULL DEFAULT '{}' CHECK (lines <@ ARRAY['gerance', 'syndic']),
  features text[] NOT NULL DEFAULT '{}',
  time_zone text NOT NULL DEFAULT 'Europe/Paris',
  locale text CHECK (locale IN ('fr', 'en')),
  colour text NOT NULL DEFAULT '#1f4e79' CHECK (colour ~ '^#[0-9a-f]{6}$'),
  logo_file text,
  phone text,
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('waiting', 'active', 'closed')),
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT, UPDATE ON platform.tenant TO extranet_app;

CREATE TABLE platform.tenant_alias (
  alias text PRIMARY KEY CHECK (alias ~ '^[a-z0-9-]{3,40}$'),
  tenant_id uuid NOT NULL REFERENCES platform.tenant (id)
);
GRANT SELECT, INSERT, DELETE ON platform.tenant_alias TO extranet_app;

-- Typed answers and notices that wait for the redirect that follows a POST, sealed with a key that only the browser holds.
CREATE TABLE platform.flash (
  key_hash bytea PRIMARY KEY,
  tenant_id uuid REFERENCES platform.tenant (id) ON DELETE CASCADE,
  sealed bytea NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX flash_expiry ON platform.flash (expires_at);
GRANT SELECT, INSERT, DELETE ON platform.flash TO extranet_app;

CREATE TABLE audit_entry (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id() REFERENCES platform.tenant (id),
  id uuid NOT NULL DEFAULT uuidv7(),
  at timestamptz NOT NULL DEFAULT now(),
  actor_kind text NOT NULL CHECK (actor_kind IN ('nobody', 'staff', 'resident', 'operator', 'machine', 'clock')),
  actor_id text,
  actor_name text,
  action text NOT NULL,
  subject_kind text,
  subject_id text,
  details jsonb NOT NULL DEFAULT '{}',
  address inet,
  request_id text,
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX audit_entry_subject ON audit_entry (tenant_id, subject_kind, subject_id, id DESC);
SELECT app.protect('audit_entry');
REVOKE UPDATE, DELETE ON audit_entry FROM extranet_app;

-- down
DROP TABLE audit_entry;
DROP TABLE platform.flash;
DROP TABLE platform.tenant_alias;
DROP TABLE platform.tenant;
DROP FUNCTION app.protect(regclass);
DROP FUNCTION app.tenant_id();
DROP SCHEMA platform;
DROP SCHEMA app;
