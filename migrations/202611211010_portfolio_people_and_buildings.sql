-- Who and what the agency manages: staff as listed by a source, entities, parties, suppliers, buildings.
-- up
CREATE FUNCTION app.fold(value text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN lower(public.unaccent('public.unaccent'::regdictionary, value));

CREATE TABLE listed_staff (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL,
  last_name text NOT NULL,
  first_name text,
  email text,
  phone text,
  role text NOT NULL CHECK (role IN ('manager', 'assistant', 'accountant')),
  source_id uuid NOT NULL,
  ref text NOT NULL,
  content_hash bytea,
  publication_state text NOT NULL CHECK (publication_state IN ('published', 'withdrawn')),
  first_published_at timestamptz,
  published_run_id uuid,
  withdrawn_run_id uuid,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, source_id, ref),
  FOREIGN KEY (tenant_id, source_id) REFERENCES publication_source (tenant_id, id)
);
SELECT app.protect('listed_staff');

CREATE TABLE accounting_entity (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL,
  line text NOT NULL CHECK (line IN ('gerance', 'syndic')),
  code text NOT NULL,
  label text NOT NULL,
  creditor_id text,
  iban text,
  bic text,
  bank_label text,
  payable_to text,
  one_off_debit boolean NOT NULL DEFAULT false,
  source_id uuid NOT NULL,
  ref text NOT NULL,
  content_hash bytea,
  publication_state text NOT NULL CHECK (publication_state IN ('published', 'withdrawn')),
  first_published_at timestamptz,
  published_run_id uuid,
  withdrawn_run_id uuid,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, source_id, ref),
  FOREIGN KEY (tenant_id, source_id) REFERENCES publication_source (tenant_id, id)
);
SELECT app.protect('accounting_entity');

CREATE TABLE party (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('person', 'company')),
  civility text,
  last_name text,
  first_name text,
  company_name text,
  email text,
  phone text,
  mobile text,
  electronic_notices boolean NOT NULL DEFAULT false,
  language text NOT NULL DEFAULT 'fr' CHECK (language IN ('fr', 'en')),
  address_lines text[] NOT NULL DEFAULT '{}' CHECK (cardinality(address_lines) <= 4),
  postal_code text,
  city text,
  country text,
  sort_name text NOT NULL GENERATED ALWAYS AS (
    app.fold(CASE WHEN kind = 'company' THEN company_name ELSE last_name || coalesce(' ' || first_name, '') END)) STORED,
  source_id uuid NOT NULL,
  ref text NOT NULL,
  content_hash bytea,
  publication_state text NOT NULL CHECK (publication_state IN ('published', 'withdrawn')),
  first_published_at timestamptz,
  published_run_id uuid,
  withdrawn_run_id uuid,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, source_id, ref),
  FOREIGN KEY (tenant_id, source_id) REFERENCES publication_source (tenant_id, id)
);
CREATE INDEX party_by_name ON party (tenant_id, sort_name, id);
CREATE INDEX party_by_email ON party (tenant_id, lower(email)) WHERE email IS NOT NULL;
CREATE INDEX party_search ON party USING gin (tenant_id, sort_name public.gin_trgm_ops);
SELECT app.protect('party');

-- LIKE may not be an index condition under row-level security (it is not leakproof): this reviewed function carries the tenant itself
-- and belongs to a role that reads the searched columns of every tenant, and nothing else.
GRANT USAGE ON SCHEMA app, public TO extranet_search;
GRANT CREATE ON SCHEMA app TO extranet_search;
GRANT SELECT (tenant_id, id, publication_state, sort_name) ON party TO extranet_search;
CREATE POLICY search ON party FOR SELECT TO extranet_search USING (true);
CREATE FUNCTION app.search_parties(needle text, most integer) RETURNS TABLE (party_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, public
BEGIN ATOMIC
  SELECT id FROM public.party
  WHERE tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND publication_state = 'published'
    AND sort_name LIKE '%' || regexp_replace(app.fold(needle), '([\\%_])', '\\\1', 'g') || '%'
  ORDER BY sort_name, id
  LIMIT most;
END;
REVOKE ALL ON FUNCTION app.search_parties(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.search_parties(text, integer) TO extranet_app;
ALTER FUNCTION app.search_parties(text, integer) OWNER TO extranet_search;

CREATE TABLE supplier (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL,
  party_id uuid NOT NULL,
  account_number text NOT NULL CHECK (account_number LIKE '401%'),
  trade text,
  visible_to_residents boolean NOT NULL DEFAULT true,
  phone text,
  email text,
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
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
);
CREATE INDEX supplier_of_party ON supplier (tenant_id, party_id);
CREATE INDEX supplier_by_trade ON supplier (tenant_id, trade, id);
SELECT app.protect('supplier');

CREATE TABLE building (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL,
  line text NOT NULL CHECK (line IN ('gerance', 'syndic')),
  name text NOT NULL,
  entity_id uuid,
  address_lines text[] NOT NULL DEFAULT '{}' CHECK (cardinality(address_lines) <= 4),
  postal_code text,
  city text,
  country text,
  latitude double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision CHECK (longitude BETWEEN -180 AND 180),
  lots_count integer CHECK (lots_count >= 0),
  construction_year integer,
  registry_number text,
  syndic_since date,
  manager_id uuid,
  assistant_id uuid,
  accountant_id uuid,
  works_fund_exempt boolean NOT NULL DEFAULT false,
  separate_bank_account boolean NOT NULL DEFAULT true,
  sort_name text NOT NULL GENERATED ALWAYS AS (app.fold(name)) STORED,
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
  FOREIGN KEY (tenant_id, entity_id) REFERENCES accounting_entity (tenant_id, id),
  FOREIGN KEY (tenant_id, manager_id) REFERENCES listed_staff (tenant_id, id),
  FOREIGN KEY (tenant_id, assistant_id) REFERENCES listed_staff (tenant_id, id),
  FOREIGN KEY (tenant_id, accountant_id) REFERENCES listed_staff (tenant_id, id)
);
CREATE INDEX building_by_name ON building (tenant_id, line, sort_name, id);
SELECT app.protect('building');

-- Keys and fiscal years are named by shares and expenses of other rows: no longer listed, they are marked, not deleted.
CREATE TABLE allocation_key (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL,
  building_id uuid NOT NULL,
  position integer NOT NULL,
  ref text NOT NULL,
  label text NOT NULL,
  total integer NOT NULL CHECK (total >= 1),
  listed boolean NOT NULL DEFAULT true,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, building_id) REFERENCES building (tenant_id, id)
);
CREATE INDEX allocation_key_of_building ON allocation_key (tenant_id, building_id, position);
SELECT app.protect('allocation_key');

CREATE TABLE fiscal_year (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL,
  building_id uuid NOT NULL,
  ref text NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  closed boolean NOT NULL,
  approved_on date,
  listed boolean NOT NULL DEFAULT true,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, building_id) REFERENCES building (tenant_id, id),
  CHECK (starts_on < ends_on)
);
CREATE INDEX fiscal_year_of_building ON fiscal_year (tenant_id, building_id, starts_on);
SELECT app.protect('fiscal_year');

CREATE TABLE council_membership (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  building_id uuid NOT NULL,
  position integer NOT NULL,
  party_id uuid NOT NULL,
  title text NOT NULL CHECK (title IN ('member', 'president')),
  since date,
  until date,
  PRIMARY KEY (tenant_id, building_id, position),
  FOREIGN KEY (tenant_id, building_id) REFERENCES building (tenant_id, id),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
);
CREATE INDEX council_membership_of_party ON council_membership (tenant_id, party_id);
SELECT app.protect('council_membership');

CREATE TABLE caretaker (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  building_id uuid NOT NULL,
  position integer NOT NULL,
  party_id uuid NOT NULL,
  phone text,
  presence text,
  PRIMARY KEY (tenant_id, building_id, position),
  FOREIGN KEY (tenant_id, building_id) REFERENCES building (tenant_id, id),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
);
CREATE INDEX caretaker_of_party ON caretaker (tenant_id, party_id);
SELECT app.protect('caretaker');

CREATE TABLE meeting (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  building_id uuid NOT NULL,
  position integer NOT NULL,
  held_on date NOT NULL,
  approves_accounts boolean NOT NULL,
  PRIMARY KEY (tenant_id, building_id, position),
  FOREIGN KEY (tenant_id, building_id) REFERENCES building (tenant_id, id)
);
SELECT app.protect('meeting');

-- down
DROP TABLE meeting;
DROP TABLE caretaker;
DROP TABLE council_membership;
DROP TABLE fiscal_year;
DROP TABLE allocation_key;
DROP TABLE building;
DROP TABLE supplier;
DROP FUNCTION app.search_parties(text, integer);
DROP TABLE party;
REVOKE ALL ON SCHEMA app, public FROM extranet_search;
DROP TABLE accounting_entity;
DROP TABLE listed_staff;
DROP FUNCTION app.fold(text);
