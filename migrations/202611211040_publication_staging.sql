-- What a run has read of its manifest, until it ends: one staging table per published table, unlogged (a crash empties them, the run is
-- staged again from its manifest). They mirror their table: a migration that changes one calls app.make_staging again.
-- up
CREATE FUNCTION app.make_staging(target regclass, top_level boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  staged text := 'staged_' || target::text;
  kept text;
  key text;
BEGIN
  SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO kept FROM pg_attribute
  WHERE attrelid = target AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    AND attname <> ALL (ARRAY['tenant_id', 'source_id', 'first_published_at', 'published_run_id', 'withdrawn_run_id',
      'state_changed_at', 'state_changed_by', 'state_reason'])
    AND NOT (top_level AND attname IN ('id', 'ref', 'content_hash', 'publication_state'));
  SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY k.place) INTO key
  FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey::smallint[]) WITH ORDINALITY AS k (attnum, place)
  JOIN pg_attribute a ON a.attrelid = target AND a.attnum = k.attnum
  WHERE i.indrelid = target AND i.indisprimary AND a.attname <> 'tenant_id';
  IF to_regclass(staged) IS NOT NULL THEN
    EXECUTE format('DROP TABLE %I', staged);
  END IF;
  EXECUTE format('CREATE UNLOGGED TABLE %I AS SELECT NULL::uuid AS tenant_id, NULL::uuid AS run_id,%s NULL::text[] AS refs, %s FROM %s WITH NO DATA',
    staged,
    CASE WHEN top_level THEN 'NULL::uuid AS id, NULL::text AS ref, NULL::integer AS line_no, NULL::text AS intent, NULL::bytea AS content_hash,' END,
    kept, target);
  EXECUTE format('ALTER TABLE %I ALTER tenant_id SET DEFAULT app.tenant_id(), ALTER tenant_id SET NOT NULL, ALTER run_id SET NOT NULL', staged);
  EXECUTE format('ALTER TABLE %I ADD PRIMARY KEY (tenant_id, run_id, %s)', staged, key);
  IF top_level THEN
    EXECUTE format('ALTER TABLE %I ADD CHECK (intent IN (''publish'', ''aside'', ''withdraw''))', staged);
  END IF;
  PERFORM app.protect(staged::regclass);
  EXECUTE format('GRANT MAINTAIN ON %I TO extranet_app', staged); -- ANALYZE after loading
END $$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['listed_staff', 'accounting_entity', 'party', 'supplier', 'building', 'account', 'lot', 'document', 'photo',
    'expense', 'works_fund'] LOOP
    PERFORM app.make_staging(name::regclass, true);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['allocation_key', 'fiscal_year', 'council_membership', 'caretaker', 'meeting', 'account_entry', 'lot_share',
    'lot_holder', 'document_audience', 'expense_document'] LOOP
    PERFORM app.make_staging(name::regclass, false);
  END LOOP;
END $$;

-- Accounts received but kept from their holders: what the run will make of publication_state.
ALTER TABLE staged_account ADD hidden boolean;
-- Documents that entries name, kept apart because an unchanged account stages no entries.
CREATE UNLOGGED TABLE staged_account_document (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  run_id uuid NOT NULL,
  refs text[],
  account_id uuid NOT NULL,
  document_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, run_id, account_id, document_id)
);
SELECT app.protect('staged_account_document');
GRANT MAINTAIN ON staged_account_document TO extranet_app;

-- That a run is staged, and on what its staging rests: gone with the rest after a crash.
CREATE UNLOGGED TABLE staged_run (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  run_id uuid NOT NULL,
  basis text NOT NULL,
  listed jsonb NOT NULL, -- {section: rows in the manifest}
  nameless jsonb NOT NULL, -- {section: rows set aside that have no reference}
  PRIMARY KEY (tenant_id, run_id)
);
SELECT app.protect('staged_run');
ALTER TABLE publication_run DROP staged_basis;
ALTER TABLE binder_listing DROP content_hash;

CREATE UNLOGGED TABLE staged_binder (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  run_id uuid NOT NULL,
  id uuid NOT NULL,
  ref text NOT NULL,
  line_no integer,
  intent text,
  content_hash bytea,
  refs text[],
  line text,
  path text[],
  position integer,
  levels text[],
  role text,
  compliance_kind text,
  active boolean,
  PRIMARY KEY (tenant_id, run_id, id)
);
SELECT app.protect('staged_binder');
GRANT MAINTAIN ON staged_binder TO extranet_app;

CREATE UNLOGGED TABLE staged_credentials (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  run_id uuid NOT NULL,
  party_id uuid NOT NULL,
  login text NOT NULL,
  initial_password text,
  PRIMARY KEY (tenant_id, run_id, party_id)
);
SELECT app.protect('staged_credentials');
GRANT MAINTAIN ON staged_credentials TO extranet_app;

-- Files a run waits for; a row goes when its file is there, and says why when it came but was refused.
CREATE TABLE run_missing_file (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  run_id uuid NOT NULL,
  sha256 text NOT NULL,
  bytes bigint NOT NULL,
  media_types text[] NOT NULL,
  ref text NOT NULL,
  filename text NOT NULL,
  refused text,
  PRIMARY KEY (tenant_id, run_id, sha256),
  FOREIGN KEY (tenant_id, run_id) REFERENCES publication_run (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX run_missing_file_awaited ON run_missing_file (tenant_id, sha256);
SELECT app.protect('run_missing_file');

-- Whether the run's new documents are to be announced: not those of a source's first run, nor of a replay (PUB-59, PUB-37).
ALTER TABLE publication_run ADD notifies boolean NOT NULL DEFAULT false;

-- A first load changes what the planner must know at once, before autovacuum passes.
GRANT MAINTAIN ON listed_staff, accounting_entity, party, supplier, building, allocation_key, fiscal_year, council_membership, caretaker, meeting,
  account, account_entry, lot, lot_share, lot_holder, document, document_audience, photo, expense, expense_document, works_fund TO extranet_app;

-- down
REVOKE MAINTAIN ON listed_staff, accounting_entity, party, supplier, building, allocation_key, fiscal_year, council_membership, caretaker, meeting,
  account, account_entry, lot, lot_share, lot_holder, document, document_audience, photo, expense, expense_document, works_fund FROM extranet_app;
ALTER TABLE publication_run DROP notifies;
DROP TABLE run_missing_file;
DROP TABLE staged_credentials, staged_binder, staged_run, staged_account_document;
ALTER TABLE binder_listing ADD content_hash bytea;
ALTER TABLE publication_run ADD staged_basis text;
DROP TABLE staged_expense_document, staged_document_audience, staged_lot_holder, staged_lot_share, staged_account_entry, staged_meeting,
  staged_caretaker, staged_council_membership, staged_fiscal_year, staged_allocation_key, staged_works_fund, staged_expense, staged_photo,
  staged_document, staged_lot, staged_account, staged_building, staged_supplier, staged_party, staged_accounting_entity, staged_listed_staff;
DROP FUNCTION app.make_staging(regclass, boolean);
