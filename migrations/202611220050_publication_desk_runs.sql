-- Runs of the agency's own desk: their manifest is made after they begin. What a simulation found is kept with it.
-- up
ALTER TABLE publication_run ALTER COLUMN manifest_sha256 DROP NOT NULL; -- while the desk's manifest is being made
ALTER TABLE publication_run ADD COLUMN would_notify jsonb; -- of a simulation: {residents, documents, first: [{name, documents}]}

-- Documents the desk would list but cannot, and why: an earlier version of them stays (PUB-49).
CREATE TABLE desk_problem (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  run_id uuid NOT NULL,
  ref text NOT NULL,
  message text NOT NULL,
  PRIMARY KEY (tenant_id, run_id, ref),
  FOREIGN KEY (tenant_id, run_id) REFERENCES publication_run (tenant_id, id) ON DELETE CASCADE
);
SELECT app.protect('desk_problem');

-- down
DROP TABLE desk_problem;
ALTER TABLE publication_run DROP COLUMN would_notify;
UPDATE publication_run SET manifest_sha256 = repeat('0', 64) WHERE manifest_sha256 IS NULL;
ALTER TABLE publication_run ALTER COLUMN manifest_sha256 SET NOT NULL;
