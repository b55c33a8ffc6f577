-- Public keys by which a source may open its folder by SFTP, beside its own key (spec 3.15.3).
-- up
CREATE TABLE publication_source_ssh_key (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL DEFAULT uuidv7(),
  source_id uuid NOT NULL,
  label text NOT NULL CHECK (char_length(label) BETWEEN 1 AND 60),
  algorithm text NOT NULL CHECK (algorithm IN
    ('ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'ssh-rsa')),
  public_key bytea NOT NULL CHECK (octet_length(public_key) <= 2100), -- as SSH sends it: a RSA key of 16,384 bits at most
  fingerprint text NOT NULL CHECK (fingerprint ~ '^SHA256:[A-Za-z0-9+/]{43}$'),
  added_by uuid,
  added_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, source_id, fingerprint),
  FOREIGN KEY (tenant_id, source_id) REFERENCES publication_source (tenant_id, id) ON DELETE CASCADE
);
SELECT app.protect('publication_source_ssh_key');

-- down
DROP TABLE publication_source_ssh_key;
