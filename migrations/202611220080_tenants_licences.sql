-- Licence keys: those the operator issued, and what those an agency validated opened, until when.
-- up
CREATE TABLE platform.licence (
  number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id uuid NOT NULL REFERENCES platform.tenant (id),
  features text[] NOT NULL CHECK (features <> '{}'),
  until date NOT NULL, -- last day of validity
  issued_at timestamptz NOT NULL,
  issued_by text NOT NULL
);
CREATE INDEX licence_of_tenant ON platform.licence (tenant_id, number DESC);
GRANT SELECT, INSERT ON platform.licence TO extranet_app;

-- One row for each feature of each key that was validated. Lifted: the key no longer decides of that feature, since its term has
-- passed, or since the operator switched the feature himself.
CREATE TABLE platform.licence_feature (
  tenant_id uuid NOT NULL REFERENCES platform.tenant (id),
  licence_id text NOT NULL CHECK (licence_id ~ '^L-[0-9]{4,10}$'),
  feature text NOT NULL,
  until date NOT NULL,
  accepted_at timestamptz NOT NULL,
  accepted_by text NOT NULL,
  lifted_at timestamptz,
  PRIMARY KEY (tenant_id, licence_id, feature)
);
CREATE INDEX licence_feature_bound ON platform.licence_feature (until) WHERE lifted_at IS NULL;
GRANT SELECT, INSERT, UPDATE ON platform.licence_feature TO extranet_app;

-- down
DROP TABLE platform.licence_feature;
DROP TABLE platform.licence;
