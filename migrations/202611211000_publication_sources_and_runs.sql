-- Who may send a publication, each run, what it found and did, and the settings of what is sent.
-- Staff members are named by id without a foreign key: the run outlives them and the identity room owns them.
-- up
CREATE TABLE publication_source (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id() REFERENCES platform.tenant (id),
  id uuid NOT NULL DEFAULT gen_random_uuid(), -- salt of every identifier the source publishes: never derived from anything
  code text NOT NULL CHECK (code ~ '^[A-Z0-9-]{1,20}$'),
  label text NOT NULL CHECK (char_length(label) BETWEEN 1 AND 60),
  kind text NOT NULL CHECK (kind IN ('desk', 'machine')),
  lines text[] NOT NULL CHECK (cardinality(lines) > 0 AND lines <@ ARRAY['gerance', 'syndic']),
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'suspended')),
  key_hash bytea,
  key_prefix text CHECK (char_length(key_prefix) = 8),
  previous_key_hash bytea,
  previous_key_until timestamptz,
  allowed_networks cidr[] NOT NULL DEFAULT '{}' CHECK (cardinality(allowed_networks) <= 20),
  drop_folder boolean NOT NULL DEFAULT false,
  auto_commit boolean NOT NULL DEFAULT false,
  last_applied_run_id uuid,
  last_applied_generated_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, code)
);
CREATE UNIQUE INDEX publication_source_desk ON publication_source (tenant_id) WHERE kind = 'desk';
CREATE INDEX publication_source_key ON publication_source (tenant_id, key_hash);
SELECT app.protect('publication_source');

CREATE TABLE publication_run (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL DEFAULT uuidv7(),
  number integer NOT NULL CHECK (number > 0),
  source_id uuid NOT NULL,
  run_ref text NOT NULL CHECK (char_length(run_ref) BETWEEN 1 AND 64),
  trigger text NOT NULL CHECK (trigger IN ('schedule', 'manual', 'machine', 'replay')),
  state text NOT NULL CHECK (state IN ('checking', 'receiving', 'ready', 'awaiting_approval', 'applying', 'applied', 'refused',
    'simulated', 'abandoned', 'expired', 'rejected', 'superseded', 'failed')),
  simulate boolean NOT NULL DEFAULT false,
  allow_missing boolean NOT NULL DEFAULT false,
  notify_first boolean NOT NULL DEFAULT false,
  manifest_sha256 text NOT NULL CHECK (manifest_sha256 ~ '^[0-9a-f]{64}$'), -- of the bytes received: says whether a runRef comes twice
  manifest_file text, -- sha256 of what is kept of it, in the file store: initial passwords erased, gzip
  manifest_bytes bigint NOT NULL CHECK (manifest_bytes >= 0),
  lines text[] NOT NULL DEFAULT '{}' CHECK (lines <@ ARRAY['gerance', 'syndic']),
  scope jsonb NOT NULL DEFAULT '[]', -- [{section, lines}] as announced
  generated_at timestamptz,
  received_at timestamptz NOT NULL DEFAULT now(),
  last_byte_at timestamptz NOT NULL DEFAULT now(),
  checked_at timestamptz,
  ready_at timestamptz,
  started_at timestamptz,
  applied_at timestamptz,
  ended_at timestamptz,
  expires_at timestamptz,
  staged_basis text, -- what the staging rests on (last applied run, settings); other or absent: staged again
  missing_files integer NOT NULL DEFAULT 0,
  missing_bytes bigint NOT NULL DEFAULT 0,
  guard_reasons jsonb NOT NULL DEFAULT '[]',
  attempts integer NOT NULL DEFAULT 0,
  failure text,
  started_by uuid,
  decided_by uuid,
  decided_at timestamptz,
  decision_note text CHECK (char_length(decision_note) <= 500),
  replay_of uuid,
  log_file text,
  notifications_queued integer NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, number),
  UNIQUE (tenant_id, source_id, run_ref),
  FOREIGN KEY (tenant_id, source_id) REFERENCES publication_source (tenant_id, id)
);
-- One run of a source may be open; one that waits for a person's yes is not: a newer manifest replaces it (PUB-54, PUB-96).
CREATE UNIQUE INDEX publication_run_open ON publication_run (tenant_id, source_id)
  WHERE state IN ('checking', 'receiving', 'ready', 'applying');
CREATE INDEX publication_run_state ON publication_run (tenant_id, state, ready_at);
CREATE INDEX publication_run_list ON publication_run (tenant_id, received_at DESC, id DESC);
SELECT app.protect('publication_run');

CREATE TABLE run_count (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  run_id uuid NOT NULL,
  section text NOT NULL,
  listed integer NOT NULL DEFAULT 0,
  added integer NOT NULL DEFAULT 0,
  changed integer NOT NULL DEFAULT 0,
  unchanged integer NOT NULL DEFAULT 0,
  withdrawn integer NOT NULL DEFAULT 0,
  expired integer NOT NULL DEFAULT 0,
  set_aside integer NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, run_id, section),
  FOREIGN KEY (tenant_id, run_id) REFERENCES publication_run (tenant_id, id) ON DELETE CASCADE
);
SELECT app.protect('run_count');

CREATE TABLE run_problem (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  run_id uuid NOT NULL,
  position integer NOT NULL,
  severity text NOT NULL CHECK (severity IN ('refusal', 'set_aside', 'warning')),
  code text NOT NULL CHECK (code ~ '^(MAN|ROW|WRN)-[0-9]{2}$'),
  section text,
  ref text,
  line integer,
  col integer,
  message text NOT NULL,
  PRIMARY KEY (tenant_id, run_id, position),
  FOREIGN KEY (tenant_id, run_id) REFERENCES publication_run (tenant_id, id) ON DELETE CASCADE
);
SELECT app.protect('run_problem');

-- What a run did to each row: the lists of the run's page, and whom to notify of which document.
CREATE TABLE run_change (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  run_id uuid NOT NULL,
  section text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('added', 'changed', 'withdrawn', 'expired')),
  row_id uuid NOT NULL,
  ref text NOT NULL,
  label text NOT NULL,
  PRIMARY KEY (tenant_id, run_id, section, row_id),
  FOREIGN KEY (tenant_id, run_id) REFERENCES publication_run (tenant_id, id) ON DELETE CASCADE
);
SELECT app.protect('run_change');

CREATE TABLE publication_settings (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id() REFERENCES platform.tenant (id),
  domain_validated_at timestamptz,
  run_log boolean NOT NULL DEFAULT false,
  transfer_log boolean NOT NULL DEFAULT false,
  group_cash_landlord boolean NOT NULL DEFAULT false,
  group_cash_lessee boolean NOT NULL DEFAULT false,
  group_cash_co_owner boolean NOT NULL DEFAULT false,
  exclude_unrepaid boolean NOT NULL DEFAULT false,
  use_attachment_names boolean NOT NULL DEFAULT false,
  omit_bank_details boolean NOT NULL DEFAULT false,
  send_expenses boolean NOT NULL DEFAULT false,
  send_102_funds boolean NOT NULL DEFAULT false,
  owners_list_number integer CHECK (owners_list_number BETWEEN 1 AND 99),
  owners_list_template_id uuid,
  hide_on_notice boolean NOT NULL DEFAULT false,
  hide_on_departure boolean NOT NULL DEFAULT false,
  hide_on_transfer boolean NOT NULL DEFAULT false,
  resend_since date,
  initial_password_days integer NOT NULL DEFAULT 30 CHECK (initial_password_days BETWEEN 7 AND 90),
  modified_by uuid,
  modified_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id)
);
SELECT app.protect('publication_settings');

-- Only what an administrator changed: the shipped thresholds are in code (PUB-94).
CREATE TABLE publication_threshold (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id() REFERENCES platform.tenant (id),
  section text NOT NULL CHECK (section IN ('documents', 'photos', 'accounts', 'buildings', 'lots', 'parties', 'worksFunds', 'expenses')),
  floor integer NOT NULL CHECK (floor BETWEEN 1 AND 10000),
  percent integer NOT NULL CHECK (percent BETWEEN 1 AND 90),
  PRIMARY KEY (tenant_id, section)
);
SELECT app.protect('publication_threshold');

CREATE TABLE extranet_settings (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id() REFERENCES platform.tenant (id),
  line text NOT NULL CHECK (line IN ('gerance', 'syndic')),
  show_account boolean NOT NULL DEFAULT true,
  landlord_sees_lessee_accounts boolean NOT NULL DEFAULT false,
  landlord_sees_lessee_documents boolean NOT NULL DEFAULT false,
  balance_sign text NOT NULL DEFAULT 'credit_minus_debit' CHECK (balance_sign IN ('credit_minus_debit', 'debit_minus_credit')),
  pay_without_email boolean NOT NULL DEFAULT false,
  extranet_open boolean NOT NULL DEFAULT false,
  show_empty_binders boolean NOT NULL DEFAULT false,
  documents_for_landlord boolean NOT NULL DEFAULT true,
  documents_for_lessee boolean NOT NULL DEFAULT true,
  documents_for_co_owner boolean NOT NULL DEFAULT true,
  notify_documents boolean NOT NULL DEFAULT true,
  show_photos boolean NOT NULL DEFAULT true,
  show_announcements boolean NOT NULL DEFAULT true,
  show_requests boolean NOT NULL DEFAULT true,
  ticket_requests boolean NOT NULL DEFAULT true,
  show_partners boolean NOT NULL DEFAULT false,
  show_contacts boolean NOT NULL DEFAULT true,
  show_properties boolean NOT NULL DEFAULT true,
  show_feed boolean NOT NULL DEFAULT false,
  feed_title text CHECK (char_length(feed_title) BETWEEN 1 AND 60),
  feed_url text,
  show_expenses boolean NOT NULL DEFAULT true,
  show_works_funds boolean NOT NULL DEFAULT true,
  mobile_app boolean NOT NULL DEFAULT true,
  modified_by uuid,
  modified_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, line)
);
SELECT app.protect('extranet_settings');

-- down
DROP TABLE extranet_settings;
DROP TABLE publication_threshold;
DROP TABLE publication_settings;
DROP TABLE run_change;
DROP TABLE run_problem;
DROP TABLE run_count;
DROP TABLE publication_run;
DROP TABLE publication_source;
