-- The editions of access codes go on by slices; each slice that needs paper has its own PDF.
-- up
ALTER TABLE access_code_edition RENAME COLUMN mailing_done TO done; -- of party_ids
ALTER TABLE access_code_edition DROP COLUMN letters_done, DROP COLUMN letters_file, DROP COLUMN letters_bytes;

CREATE TABLE access_code_letters (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  edition_id uuid NOT NULL,
  position integer NOT NULL,
  letters integer NOT NULL,
  letters_file text NOT NULL,
  PRIMARY KEY (tenant_id, edition_id, position),
  FOREIGN KEY (tenant_id, edition_id) REFERENCES access_code_edition (tenant_id, id) ON DELETE CASCADE
);
SELECT app.protect('access_code_letters');

-- down
DROP TABLE access_code_letters;
ALTER TABLE access_code_edition ADD COLUMN letters_done integer NOT NULL DEFAULT 0, ADD COLUMN letters_file text, ADD COLUMN letters_bytes bigint;
ALTER TABLE access_code_edition RENAME COLUMN done TO mailing_done;
