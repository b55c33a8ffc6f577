-- What an agency says of itself (offices, manager, company) and what the operator keeps of its clients.
-- up
CREATE TABLE office (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id() REFERENCES platform.tenant (id),
  id uuid NOT NULL DEFAULT uuidv7(),
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 80),
  address_lines text[] NOT NULL DEFAULT '{}' CHECK (cardinality(address_lines) <= 4),
  postal_code text CHECK (char_length(postal_code) <= 10),
  city text CHECK (char_length(city) <= 80),
  country text NOT NULL DEFAULT 'FR' CHECK (country ~ '^[A-Z]{2}$'),
  latitude double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision CHECK (longitude BETWEEN -180 AND 180),
  phone text,
  email text,
  opening_hours text CHECK (char_length(opening_hours) <= 500),
  visible_to_residents boolean NOT NULL DEFAULT true,
  position integer NOT NULL CHECK (position > 0),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name),
  CHECK ((latitude IS NULL) = (longitude IS NULL))
);
SELECT app.protect('office');

CREATE TABLE agency_profile (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id() REFERENCES platform.tenant (id),
  manager_civility text,
  manager_name text,
  card_number text,
  card_chamber text,
  card_valid_until date,
  guarantor text,
  guarantee_amount bigint CHECK (guarantee_amount >= 0), -- cents
  guarantee_valid_until date,
  insurer text,
  insurance_policy text,
  insurance_valid_until date,
  legal_form text,
  company_name text,
  siret text CHECK (siret ~ '^[0-9]{14}$'),
  ape text CHECK (ape ~ '^[0-9]{4}[A-Z]$'),
  capital bigint CHECK (capital >= 0), -- cents
  vat_number text,
  email text,
  phone text,
  legal_notice text CHECK (char_length(legal_notice) <= 20000),
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id)
);
SELECT app.protect('agency_profile');

ALTER TABLE platform.tenant ADD logo_type text CHECK (logo_type IN ('image/svg+xml', 'image/png', 'image/jpeg', 'image/webp'));
ALTER TABLE platform.tenant ADD CHECK ((logo_file IS NULL) = (logo_type IS NULL));

-- The activation form: who asked, who gets the master account, and when the operator said yes.
CREATE TABLE platform.activation (
  tenant_id uuid PRIMARY KEY REFERENCES platform.tenant (id),
  contact_name text NOT NULL CHECK (contact_name <> ''),
  contact_email text NOT NULL,
  contact_phone text,
  master_email text NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  validated_at timestamptz,
  validated_by text
);
GRANT SELECT, INSERT, UPDATE ON platform.activation TO extranet_app;

-- One row per tenant, written by the runs themselves: the operator's list never opens a tenant's own tables.
CREATE TABLE platform.tenant_activity (
  tenant_id uuid PRIMARY KEY REFERENCES platform.tenant (id),
  run_number integer NOT NULL,
  run_source text NOT NULL,
  run_state text NOT NULL,
  run_received_at timestamptz NOT NULL,
  run_ended_at timestamptz,
  run_bytes bigint NOT NULL DEFAULT 0,
  failing_targets text[] NOT NULL DEFAULT '{}',
  stored_bytes bigint,
  recorded_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON platform.tenant_activity TO extranet_app;

CREATE TABLE platform.tenant_run (
  tenant_id uuid NOT NULL REFERENCES platform.tenant (id),
  number integer NOT NULL CHECK (number > 0),
  source text NOT NULL,
  state text NOT NULL,
  received_at timestamptz NOT NULL,
  ended_at timestamptz,
  bytes bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, number)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.tenant_run TO extranet_app;

CREATE TABLE platform.operator_audit (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  at timestamptz NOT NULL DEFAULT now(),
  operator_id text NOT NULL,
  operator_name text NOT NULL,
  tenant_id uuid REFERENCES platform.tenant (id),
  action text NOT NULL,
  subject_kind text,
  subject_id text,
  details jsonb NOT NULL DEFAULT '{}',
  address inet,
  request_id text
);
CREATE INDEX operator_audit_of_tenant ON platform.operator_audit (tenant_id, id DESC);
GRANT SELECT, INSERT ON platform.operator_audit TO extranet_app;

-- down
DROP TABLE platform.operator_audit;
DROP TABLE platform.tenant_run;
DROP TABLE platform.tenant_activity;
DROP TABLE platform.activation;
ALTER TABLE platform.tenant DROP logo_type;
DROP TABLE agency_profile;
DROP TABLE office;
