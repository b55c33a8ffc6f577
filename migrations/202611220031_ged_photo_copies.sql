-- What is shown of a photo: copies of two sizes, upright and without anything the camera wrote beside the picture. Made when first looked
-- at, made again when lost; the original is never served (RES-34).
-- up
CREATE TABLE photo_copy (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  sha256 text NOT NULL, -- of the original
  size text NOT NULL CHECK (size IN ('thumbnail', 'enlarged')),
  copy_sha256 text CHECK (copy_sha256 ~ '^[0-9a-f]{64}$'), -- null: the original cannot be read
  made_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, sha256, size),
  FOREIGN KEY (tenant_id, sha256) REFERENCES stored_file (tenant_id, sha256) ON DELETE CASCADE
);
SELECT app.protect('photo_copy');

-- down
DROP TABLE photo_copy;
