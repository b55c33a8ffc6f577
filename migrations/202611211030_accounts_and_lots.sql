-- Accounts with their entries, lots with their holders, photos, expenses, works funds.
-- up
CREATE TABLE account (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL,
  line text NOT NULL CHECK (line IN ('gerance', 'syndic')),
  number text NOT NULL,
  entity_id uuid NOT NULL,
  party_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('co_owner', 'landlord', 'lessee')),
  building_id uuid,
  label text,
  status text NOT NULL CHECK (status IN ('active', 'notice', 'left', 'sold')),
  status_on date,
  manager_id uuid,
  assistant_id uuid,
  accountant_id uuid,
  -- Cents, debit minus credit: positive when the resident owes. As shown: computed without the entries left out (ACC-06).
  opening_balance bigint NOT NULL,
  opening_on date,
  balance bigint NOT NULL,
  as_of date NOT NULL,
  entries_count integer NOT NULL DEFAULT 0,
  first_entry_on date,
  last_entry_on date,
  source_id uuid NOT NULL,
  ref text NOT NULL,
  content_hash bytea,
  publication_state text NOT NULL CHECK (publication_state IN ('published', 'hidden', 'withdrawn')), -- hidden: received, not visible (ACC-23)
  first_published_at timestamptz,
  published_run_id uuid,
  withdrawn_run_id uuid,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, source_id, ref),
  FOREIGN KEY (tenant_id, source_id) REFERENCES publication_source (tenant_id, id),
  FOREIGN KEY (tenant_id, entity_id) REFERENCES accounting_entity (tenant_id, id),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id),
  FOREIGN KEY (tenant_id, building_id) REFERENCES building (tenant_id, id),
  FOREIGN KEY (tenant_id, manager_id) REFERENCES listed_staff (tenant_id, id),
  FOREIGN KEY (tenant_id, assistant_id) REFERENCES listed_staff (tenant_id, id),
  FOREIGN KEY (tenant_id, accountant_id) REFERENCES listed_staff (tenant_id, id),
  CHECK (line = CASE kind WHEN 'co_owner' THEN 'syndic' ELSE 'gerance' END),
  CHECK (kind <> 'co_owner' OR building_id IS NOT NULL)
);
CREATE INDEX account_of_party ON account (tenant_id, party_id);
CREATE INDEX account_of_building ON account (tenant_id, building_id, kind);
CREATE INDEX account_of_entity ON account (tenant_id, entity_id);
CREATE INDEX account_by_number ON account (tenant_id, kind, number, id);
SELECT app.protect('account');

-- The primary key is the order of the statement (date, then running order in the account): one index serves the search of a
-- period, the paging of either direction and the report of the former balance, which is the running_balance of the last line before.
CREATE TABLE account_entry (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  account_id uuid NOT NULL,
  date date NOT NULL,
  position integer NOT NULL,
  ref text NOT NULL,
  label text NOT NULL,
  debit bigint NOT NULL,
  credit bigint NOT NULL,
  running_balance bigint NOT NULL, -- cents, debit minus credit, this line included
  value_date date,
  journal text,
  journal_kind text NOT NULL CHECK (journal_kind IN ('bank', 'other')),
  voucher text,
  fiscal_category text,
  analytic text,
  repaid boolean NOT NULL,
  charge_kind text NOT NULL CHECK (charge_kind IN ('budget', 'off_budget', 'works_fund', 'other')),
  document_id uuid,
  PRIMARY KEY (tenant_id, account_id, date, position),
  FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, id),
  FOREIGN KEY (tenant_id, document_id) REFERENCES document (tenant_id, id)
);
CREATE INDEX account_entry_of_document ON account_entry (tenant_id, document_id) WHERE document_id IS NOT NULL;
SELECT app.protect('account_entry');

CREATE TABLE lot (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL,
  line text NOT NULL CHECK (line IN ('gerance', 'syndic')),
  building_id uuid NOT NULL,
  number text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('apartment', 'house', 'parking', 'cellar', 'shop', 'office', 'other')),
  floor text,
  description text,
  area numeric(9, 2),
  source_id uuid NOT NULL,
  ref text NOT NULL,
  content_hash bytea,
  publication_state text NOT NULL CHECK (publication_state IN ('published', 'withdrawn')),
  first_published_at timestamptz,
  published_run_id uuid,
  withdrawn_run_id uuid,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, source_id, ref),
  FOREIGN KEY (tenant_id, source_id) REFERENCES publication_source (tenant_id, id),
  FOREIGN KEY (tenant_id, building_id) REFERENCES building (tenant_id, id)
);
CREATE INDEX lot_of_building ON lot (tenant_id, building_id, number, id);
SELECT app.protect('lot');

CREATE TABLE lot_share (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  lot_id uuid NOT NULL,
  position integer NOT NULL,
  key_id uuid NOT NULL,
  value integer NOT NULL CHECK (value >= 0),
  PRIMARY KEY (tenant_id, lot_id, position),
  FOREIGN KEY (tenant_id, lot_id) REFERENCES lot (tenant_id, id),
  FOREIGN KEY (tenant_id, key_id) REFERENCES allocation_key (tenant_id, id)
);
SELECT app.protect('lot_share');

CREATE TABLE lot_holder (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  lot_id uuid NOT NULL,
  position integer NOT NULL,
  account_id uuid NOT NULL,
  part text NOT NULL CHECK (part IN ('owner', 'lessee')),
  held_from date,
  held_until date,
  PRIMARY KEY (tenant_id, lot_id, position),
  FOREIGN KEY (tenant_id, lot_id) REFERENCES lot (tenant_id, id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, id)
);
CREATE INDEX lot_holder_of_account ON lot_holder (tenant_id, account_id);
SELECT app.protect('lot_holder');

CREATE TABLE photo (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL DEFAULT uuidv7(),
  line text NOT NULL CHECK (line IN ('gerance', 'syndic')),
  building_id uuid NOT NULL,
  lot_id uuid,
  title text,
  taken_on date,
  position integer NOT NULL DEFAULT 0,
  filename text NOT NULL,
  sha256 text NOT NULL,
  media_type text NOT NULL,
  bytes bigint NOT NULL,
  source_id uuid,
  ref text,
  content_hash bytea,
  publication_state text NOT NULL CHECK (publication_state IN ('pending', 'published', 'withdrawn', 'blocked', 'binned')),
  state_changed_at timestamptz NOT NULL DEFAULT now(),
  state_changed_by uuid,
  state_reason text,
  first_published_at timestamptz,
  published_run_id uuid,
  withdrawn_run_id uuid,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, source_id, ref),
  FOREIGN KEY (tenant_id, source_id) REFERENCES publication_source (tenant_id, id),
  FOREIGN KEY (tenant_id, building_id) REFERENCES building (tenant_id, id),
  FOREIGN KEY (tenant_id, lot_id) REFERENCES lot (tenant_id, id),
  FOREIGN KEY (tenant_id, sha256) REFERENCES stored_file (tenant_id, sha256),
  CHECK ((source_id IS NULL) = (ref IS NULL))
);
CREATE INDEX photo_of_building ON photo (tenant_id, building_id, position, id);
CREATE INDEX photo_of_file ON photo (tenant_id, sha256);
SELECT app.protect('photo');

CREATE TABLE expense (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL,
  line text NOT NULL CHECK (line IN ('gerance', 'syndic')),
  building_id uuid NOT NULL,
  fiscal_year_id uuid NOT NULL,
  key_id uuid NOT NULL,
  charge_account text NOT NULL,
  charge_account_label text,
  date date NOT NULL,
  label text NOT NULL,
  supplier_id uuid,
  amount bigint NOT NULL, -- cents, signed
  source_id uuid NOT NULL,
  ref text NOT NULL,
  content_hash bytea,
  publication_state text NOT NULL CHECK (publication_state IN ('published', 'withdrawn')),
  first_published_at timestamptz,
  published_run_id uuid,
  withdrawn_run_id uuid,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, source_id, ref),
  FOREIGN KEY (tenant_id, source_id) REFERENCES publication_source (tenant_id, id),
  FOREIGN KEY (tenant_id, building_id) REFERENCES building (tenant_id, id),
  FOREIGN KEY (tenant_id, fiscal_year_id) REFERENCES fiscal_year (tenant_id, id),
  FOREIGN KEY (tenant_id, key_id) REFERENCES allocation_key (tenant_id, id),
  FOREIGN KEY (tenant_id, supplier_id) REFERENCES supplier (tenant_id, id)
);
CREATE INDEX expense_list ON expense (tenant_id, building_id, fiscal_year_id, key_id, charge_account, date, id)
  INCLUDE (amount) WHERE publication_state = 'published';
SELECT app.protect('expense');

CREATE TABLE expense_document (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  expense_id uuid NOT NULL,
  position integer NOT NULL,
  document_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, expense_id, position),
  FOREIGN KEY (tenant_id, expense_id) REFERENCES expense (tenant_id, id),
  FOREIGN KEY (tenant_id, document_id) REFERENCES document (tenant_id, id)
);
CREATE INDEX expense_document_of_document ON expense_document (tenant_id, document_id);
SELECT app.protect('expense_document');

CREATE TABLE works_fund (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL,
  line text NOT NULL CHECK (line IN ('gerance', 'syndic')),
  lot_id uuid NOT NULL,
  account text NOT NULL CHECK (account ~ '^(105|102)[0-9A-Z]*$'),
  label text,
  amount bigint NOT NULL CHECK (amount <> 0), -- cents
  as_of date NOT NULL,
  source_id uuid NOT NULL,
  ref text NOT NULL, -- "<lot> <account>"
  content_hash bytea,
  publication_state text NOT NULL CHECK (publication_state IN ('published', 'withdrawn')),
  first_published_at timestamptz,
  published_run_id uuid,
  withdrawn_run_id uuid,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, source_id, ref),
  FOREIGN KEY (tenant_id, source_id) REFERENCES publication_source (tenant_id, id),
  FOREIGN KEY (tenant_id, lot_id) REFERENCES lot (tenant_id, id)
);
CREATE INDEX works_fund_of_lot ON works_fund (tenant_id, lot_id, account);
SELECT app.protect('works_fund');

-- down
DROP TABLE works_fund;
DROP TABLE expense_document;
DROP TABLE expense;
DROP TABLE photo;
DROP TABLE lot_holder;
DROP TABLE lot_share;
DROP TABLE lot;
DROP TABLE account_entry;
DROP TABLE account;
