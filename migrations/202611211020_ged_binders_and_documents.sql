-- Binders, stored files, documents and whom they are for, photos, proof of consultation.
-- up
CREATE TABLE stored_file (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id() REFERENCES platform.tenant (id),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint NOT NULL CHECK (bytes >= 0),
  received_bytes bigint NOT NULL DEFAULT 0 CHECK (received_bytes >= 0),
  media_type text, -- by content, known once complete
  state text NOT NULL CHECK (state IN ('partial', 'complete', 'rejected', 'quarantined', 'deleted')),
  reason text, -- why it is rejected or quarantined
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, sha256)
);
CREATE INDEX stored_file_unfinished ON stored_file (tenant_id, received_at) WHERE state <> 'complete';
SELECT app.protect('stored_file');

CREATE TABLE binder (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id() REFERENCES platform.tenant (id),
  id uuid NOT NULL DEFAULT uuidv7(),
  line text NOT NULL CHECK (line IN ('gerance', 'syndic')),
  path text[] NOT NULL CHECK (cardinality(path) BETWEEN 1 AND 3),
  position integer NOT NULL,
  -- Whom the binder is readable by, now. A widening made at the desk waits in next_levels for the next run (GED-25).
  levels text[] NOT NULL,
  next_levels text[],
  role text NOT NULL DEFAULT 'ordinary' CHECK (role IN ('ordinary', 'invoices', 'syndic_documents', 'owners_list')),
  name_locked boolean NOT NULL DEFAULT false,
  compliance_kind text,
  active boolean NOT NULL DEFAULT true,
  origin text NOT NULL DEFAULT 'desk' CHECK (origin IN ('default', 'desk', 'source')),
  publication_state text NOT NULL DEFAULT 'published' CHECK (publication_state IN ('published', 'withdrawn')),
  first_published_at timestamptz,
  published_run_id uuid,
  withdrawn_run_id uuid,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, line, path),
  CHECK (levels <@ CASE line WHEN 'gerance' THEN ARRAY['landlord', 'lessee'] ELSE ARRAY['co_owner', 'council_member', 'president'] END),
  CHECK (next_levels <@ CASE line WHEN 'gerance' THEN ARRAY['landlord', 'lessee'] ELSE ARRAY['co_owner', 'council_member', 'president'] END)
);
CREATE UNIQUE INDEX binder_role ON binder (tenant_id, role) WHERE role <> 'ordinary';
SELECT app.protect('binder');

-- What each source says of a binder: which of its references it is, and the levels it wants. Two that disagree: the narrower (PUB-56).
CREATE TABLE binder_listing (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  source_id uuid NOT NULL,
  ref text NOT NULL,
  binder_id uuid NOT NULL,
  levels text[] NOT NULL,
  position integer NOT NULL,
  active boolean NOT NULL,
  content_hash bytea,
  PRIMARY KEY (tenant_id, source_id, ref),
  UNIQUE (tenant_id, source_id, binder_id),
  FOREIGN KEY (tenant_id, source_id) REFERENCES publication_source (tenant_id, id),
  FOREIGN KEY (tenant_id, binder_id) REFERENCES binder (tenant_id, id)
);
CREATE INDEX binder_listing_of_binder ON binder_listing (tenant_id, binder_id);
SELECT app.protect('binder_listing');

-- Titles and folders, accents ignored, words reduced to their French stem.
CREATE TEXT SEARCH CONFIGURATION app.french (COPY = pg_catalog.french);
ALTER TEXT SEARCH CONFIGURATION app.french ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, french_stem;

CREATE FUNCTION app.document_words(title text, folder text[]) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN setweight(to_tsvector('app.french'::regconfig, title), 'A')
    || setweight(to_tsvector('app.french'::regconfig, coalesce(folder[1], '') || ' ' || coalesce(folder[2], '')), 'B');

CREATE TABLE document (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL DEFAULT uuidv7(),
  line text NOT NULL CHECK (line IN ('gerance', 'syndic')),
  binder_id uuid NOT NULL,
  folder text[] NOT NULL DEFAULT '{}' CHECK (cardinality(folder) <= 2),
  title text NOT NULL,
  filename text NOT NULL,
  sha256 text NOT NULL,
  media_type text NOT NULL,
  bytes bigint NOT NULL,
  document_date date NOT NULL,
  published_from date NOT NULL,
  published_until date,
  notify boolean NOT NULL DEFAULT false,
  origin text NOT NULL CHECK (origin IN ('text', 'attachment', 'invoice', 'list', 'manual', 'ticket')),
  case_reference text,
  compliance_kind text,
  compliance_subtype text,
  valid_until date,
  replaces_id uuid,
  level text CHECK (level IN ('co_owner', 'council_member')), -- only in the binder of role syndic_documents, where it stands for the binder's
  words tsvector NOT NULL GENERATED ALWAYS AS (app.document_words(title, folder)) STORED,
  source_id uuid,
  ref text,
  content_hash bytea,
  publication_state text NOT NULL CHECK (publication_state IN ('pending', 'published', 'withdrawn', 'blocked', 'binned')),
  state_changed_at timestamptz NOT NULL DEFAULT now(), -- of withdrawn, blocked and binned: when
  state_changed_by uuid,
  state_reason text, -- why it was withdrawn at once
  first_published_at timestamptz,
  published_run_id uuid,
  withdrawn_run_id uuid,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, source_id, ref),
  FOREIGN KEY (tenant_id, source_id) REFERENCES publication_source (tenant_id, id),
  FOREIGN KEY (tenant_id, binder_id) REFERENCES binder (tenant_id, id),
  FOREIGN KEY (tenant_id, sha256) REFERENCES stored_file (tenant_id, sha256),
  FOREIGN KEY (tenant_id, replaces_id) REFERENCES document (tenant_id, id),
  CHECK ((source_id IS NULL) = (ref IS NULL))
);
CREATE INDEX document_of_binder ON document (tenant_id, binder_id, document_date DESC, id DESC);
CREATE INDEX document_of_file ON document (tenant_id, sha256);
CREATE INDEX document_replaced ON document (tenant_id, replaces_id) WHERE replaces_id IS NOT NULL;
CREATE INDEX document_by_words ON document USING gin (tenant_id, words);
SELECT app.protect('document');

-- binder_id and document_date repeat the document's: a resident's binder is then read newest first, and counted, from one index.
-- target_id: the account, lot or building; for scope 'line', app.line_target(line).
CREATE TABLE document_audience (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  document_id uuid NOT NULL,
  scope text NOT NULL CHECK (scope IN ('account', 'lot', 'building', 'line')),
  target_id uuid NOT NULL,
  binder_id uuid NOT NULL,
  document_date date NOT NULL,
  PRIMARY KEY (tenant_id, document_id, target_id),
  FOREIGN KEY (tenant_id, document_id) REFERENCES document (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX document_audience_of_target ON document_audience (tenant_id, target_id, binder_id, document_date DESC, document_id DESC);
SELECT app.protect('document_audience');

CREATE FUNCTION app.line_target(line text) RETURNS uuid
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN CASE line
    WHEN 'gerance' THEN '00000000-0000-8000-8000-000000000001'::uuid
    WHEN 'syndic' THEN '00000000-0000-8000-8000-000000000002'::uuid END;

-- Every word must begin a word of the title or folder. @@ may not be an index condition under row-level security
-- (it is not leakproof): this reviewed function carries the tenant itself. It gives identifiers, newest first: the caller
-- joins them to document under its own rule of visibility.
GRANT SELECT (tenant_id, id, publication_state, document_date, words) ON document TO extranet_search;
CREATE POLICY search ON document FOR SELECT TO extranet_search USING (true);
CREATE FUNCTION app.search_documents(needle text, most integer) RETURNS TABLE (document_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, public
BEGIN ATOMIC
  WITH wanted AS MATERIALIZED (
    SELECT to_tsquery('app.french'::regconfig, string_agg('''' || word || ''':*', ' & ')) AS words
    FROM regexp_split_to_table(regexp_replace(needle, '[^[:alnum:]]+', ' ', 'g'), ' ') AS word
    WHERE word <> '')
  SELECT id FROM public.document
  WHERE tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND publication_state = 'published'
    AND words @@ (SELECT w.words FROM wanted AS w)
  ORDER BY document_date DESC, id DESC
  LIMIT most;
END;
REVOKE ALL ON FUNCTION app.search_documents(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.search_documents(text, integer) TO extranet_app;
ALTER FUNCTION app.search_documents(text, integer) OWNER TO extranet_search;

CREATE TABLE consultation_record (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL DEFAULT uuidv7(),
  document_id uuid NOT NULL,
  party_id uuid NOT NULL,
  action text NOT NULL CHECK (action IN ('view', 'download')),
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, document_id) REFERENCES document (tenant_id, id),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
);
CREATE INDEX consultation_of_document ON consultation_record (tenant_id, document_id, at DESC);
CREATE INDEX consultation_by_party ON consultation_record (tenant_id, party_id, document_id);
SELECT app.protect('consultation_record');

-- down
DROP TABLE consultation_record;
DROP FUNCTION app.search_documents(text, integer);
DROP FUNCTION app.line_target(text);
DROP TABLE document_audience;
DROP TABLE document;
DROP FUNCTION app.document_words(text, text[]);
DROP TEXT SEARCH CONFIGURATION app.french;
DROP TABLE binder_listing;
DROP TABLE binder;
DROP TABLE stored_file;
