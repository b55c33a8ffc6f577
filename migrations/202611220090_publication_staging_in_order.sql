-- The entries staged of a million-line publication are written in one order and read whole: a key on their account, in no order at all,
-- cost more than the rows. They are numbered as they come. To be called again after app.make_staging('account_entry', false).
-- up
CREATE FUNCTION app.number_staged(staged regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', staged, staged::text || '_pkey');
  EXECUTE format('ALTER TABLE %s ADD row_no bigint GENERATED ALWAYS AS IDENTITY (CACHE 1000)', staged);
  EXECUTE format('ALTER TABLE %s ADD PRIMARY KEY (tenant_id, run_id, row_no)', staged);
END $$;
SELECT app.number_staged('staged_account_entry');

-- down
DROP FUNCTION app.number_staged(regclass);
SELECT app.make_staging('account_entry', false);
