-- What residents are told of: the editions of documents that a run announced, and who is to be told, or was, of which.
-- up

-- The latest edition of each document that a run took for news, told or not: the same document listed again, or changed without a later
-- day of publication, is none (GED-67).
CREATE TABLE document_announcement (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  document_id uuid NOT NULL,
  published_from date NOT NULL,
  announced_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, document_id),
  FOREIGN KEY (tenant_id, document_id) REFERENCES document (tenant_id, id) ON DELETE CASCADE
);
SELECT app.protect('document_announcement');

-- Whom a document is to be told to (told_at null) or was told to. Being here gives no right to see it: the one rule is asked when
-- the letter is written.
CREATE TABLE document_notice (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  party_id uuid NOT NULL,
  document_id uuid NOT NULL,
  published_from date NOT NULL, -- of the edition
  due_at timestamptz NOT NULL,
  told_at timestamptz,
  PRIMARY KEY (tenant_id, party_id, document_id),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, document_id) REFERENCES document (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX document_notice_due ON document_notice (tenant_id, party_id) WHERE told_at IS NULL;
CREATE INDEX document_notice_of_document ON document_notice (tenant_id, document_id);
SELECT app.protect('document_notice');

-- Those whose day of publication comes without a run that lists them anew.
CREATE INDEX document_that_notifies ON document (tenant_id, source_id, published_from) WHERE notify;

-- "Ne notifier personne", ticked by who approved the run.
ALTER TABLE publication_run ADD notify_nobody boolean NOT NULL DEFAULT false;

-- down
ALTER TABLE publication_run DROP notify_nobody;
DROP INDEX document_that_notifies;
DROP TABLE document_notice;
DROP TABLE document_announcement;
