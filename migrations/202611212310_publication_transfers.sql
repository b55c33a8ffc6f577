-- "Log des transferts en XML": what came of each file that was sent for a run, where the operator has switched it on.
-- up
CREATE TABLE run_transfer (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL DEFAULT uuidv7(),
  run_id uuid NOT NULL,
  sha256 text NOT NULL,
  ref text NOT NULL,
  filename text NOT NULL,
  bytes bigint NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  reason text, -- why it failed; null when it did not
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, run_id) REFERENCES publication_run (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX run_transfer_of_run ON run_transfer (tenant_id, run_id, id);
SELECT app.protect('run_transfer');

-- down
DROP TABLE run_transfer;
