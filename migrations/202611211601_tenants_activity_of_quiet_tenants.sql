-- Storage and failing targets may be told of a tenant that has had no run yet.
-- up
ALTER TABLE platform.tenant_activity
  ALTER run_number DROP NOT NULL,
  ALTER run_source DROP NOT NULL,
  ALTER run_state DROP NOT NULL,
  ALTER run_received_at DROP NOT NULL,
  ADD CHECK (num_nulls(run_number, run_source, run_state, run_received_at) IN (0, 4));

-- down
DELETE FROM platform.tenant_activity WHERE run_number IS NULL;
ALTER TABLE platform.tenant_activity
  DROP CONSTRAINT tenant_activity_check,
  ALTER run_number SET NOT NULL,
  ALTER run_source SET NOT NULL,
  ALTER run_state SET NOT NULL,
  ALTER run_received_at SET NOT NULL;
