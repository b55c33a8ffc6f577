-- The box "Publier sur l'extranet", where somebody touched it; letters of access codes.
-- up
-- As the box was last left. No row: as listed, under the options of ACC-19 to ACC-21. The next run of any source makes it so.
CREATE TABLE account_tick (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  account_id uuid NOT NULL,
  published boolean NOT NULL,
  cause text NOT NULL CHECK (cause IN ('hand', 'notice', 'departure', 'transfer')), -- whose doing: somebody's, or an event he recorded
  decided_at timestamptz NOT NULL,
  decided_by uuid,
  -- What had happened to the holder by then: an option does not untick again for the same event (ACC-24).
  status text NOT NULL CHECK (status IN ('active', 'notice', 'left', 'sold')),
  status_on date,
  PRIMARY KEY (tenant_id, account_id),
  FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, decided_by) REFERENCES staff_member (tenant_id, id)
);
SELECT app.protect('account_tick');

-- hidden: received, but addressed to unticked accounts alone (ACC-37)
ALTER TABLE document DROP CONSTRAINT document_publication_state_check;
ALTER TABLE document ADD CONSTRAINT document_publication_state_check
  CHECK (publication_state IN ('pending', 'published', 'hidden', 'withdrawn', 'blocked', 'binned')) NOT VALID;
ALTER TABLE document VALIDATE CONSTRAINT document_publication_state_check;
CREATE INDEX document_hidden ON document (tenant_id, id) WHERE publication_state = 'hidden';

-- "Éditer les codes d'accès": emails where there is an address, one PDF of letters for the others.
CREATE TABLE access_code_edition (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL DEFAULT uuidv7(),
  line text NOT NULL CHECK (line IN ('gerance', 'syndic')),
  asked_by uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  party_ids uuid[] NOT NULL, -- those that have a readable password when asked, in the order of the letters
  by_email boolean NOT NULL, -- to those that have an address
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'ready', 'failed', 'expired')),
  mailing_done integer NOT NULL DEFAULT 0, -- of party_ids
  letters_done integer NOT NULL DEFAULT 0, -- of letters
  mails integer NOT NULL DEFAULT 0,
  letters integer NOT NULL DEFAULT 0,
  letters_file text,
  letters_bytes bigint,
  expires_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, asked_by) REFERENCES staff_member (tenant_id, id)
);
SELECT app.protect('access_code_edition');

-- down
DROP TABLE access_code_edition;
DROP INDEX document_hidden;
UPDATE document SET publication_state = 'published' WHERE publication_state = 'hidden';
ALTER TABLE document DROP CONSTRAINT document_publication_state_check;
ALTER TABLE document ADD CONSTRAINT document_publication_state_check
  CHECK (publication_state IN ('pending', 'published', 'withdrawn', 'blocked', 'binned'));
DROP TABLE account_tick;
