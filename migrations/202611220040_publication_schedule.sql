-- When the desk publishes by itself (PUB-14 to PUB-22), and who last changed which settings.
-- up
ALTER TABLE publication_settings ADD COLUMN domain text; -- the label that was validated; null where provisioning did: the tenant's own

CREATE TABLE publication_settings_change (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id() REFERENCES platform.tenant (id),
  part text NOT NULL,
  changed_by uuid,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, part)
);
SELECT app.protect('publication_settings_change');

CREATE TABLE publication_schedule (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id() REFERENCES platform.tenant (id),
  active boolean NOT NULL DEFAULT false, -- by the operator only
  considered_at timestamptz NOT NULL, -- every slot until then has been dealt with
  modified_by uuid,
  modified_at timestamptz,
  PRIMARY KEY (tenant_id)
);
SELECT app.protect('publication_schedule');

CREATE TABLE publication_schedule_slot (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  weekday integer NOT NULL CHECK (weekday BETWEEN 1 AND 7), -- 1 is Monday
  hour text NOT NULL CHECK (hour ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'), -- on the wall of the agency
  PRIMARY KEY (tenant_id, weekday),
  FOREIGN KEY (tenant_id) REFERENCES publication_schedule (tenant_id)
);
SELECT app.protect('publication_schedule_slot');

-- What came of each slot.
CREATE TABLE publication_slot (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id() REFERENCES platform.tenant (id),
  due_at timestamptz NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('started', 'missed', 'omitted')),
  run_id uuid, -- started: that run; omitted: the one that was open; missed: the next one, whose report says so
  noted_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, due_at),
  FOREIGN KEY (tenant_id, run_id) REFERENCES publication_run (tenant_id, id) ON DELETE SET NULL (run_id)
);
CREATE INDEX publication_slot_of_run ON publication_slot (tenant_id, run_id);
SELECT app.protect('publication_slot');

-- The next slot of each tenant, so that one statement finds those that are due. Says nothing but when.
CREATE TABLE platform.publication_due (
  tenant_id uuid PRIMARY KEY REFERENCES platform.tenant (id) ON DELETE CASCADE,
  next_at timestamptz NOT NULL,
  time_zone text NOT NULL, -- in which it was worked out
  asked_at timestamptz -- a job was written to deal with it
);
CREATE INDEX publication_due_next ON platform.publication_due (next_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.publication_due TO extranet_app;

-- down
DROP TABLE platform.publication_due;
DROP TABLE publication_slot;
DROP TABLE publication_schedule_slot;
DROP TABLE publication_schedule;
DROP TABLE publication_settings_change;
ALTER TABLE publication_settings DROP COLUMN domain;
