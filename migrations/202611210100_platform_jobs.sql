-- What waits: one row per thing to do, written in the transaction that causes it. Ids only in the payload, never a secret.
-- up
CREATE TABLE platform.job (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  tenant_id uuid REFERENCES platform.tenant (id) ON DELETE CASCADE,
  -- One queue per tenant, and one for the house itself: a large tenant never makes the others wait.
  lane uuid NOT NULL GENERATED ALWAYS AS (coalesce(tenant_id, '00000000-0000-0000-0000-000000000000')) STORED,
  kind text NOT NULL CHECK (kind ~ '^[a-z][a-z0-9.-]*$'),
  payload jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(payload) = 'object' AND length(payload::text) <= 2000),
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'handed', 'running', 'done', 'dead')),
  unhurried boolean NOT NULL DEFAULT false,
  run_at timestamptz NOT NULL DEFAULT now(),
  attempts integer NOT NULL DEFAULT 0,
  max_attempts integer NOT NULL CHECK (max_attempts > 0),
  key text,
  last_error text,
  locked_by text,
  locked_until timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  CHECK ((state IN ('handed', 'running')) = (locked_until IS NOT NULL)),
  CHECK ((state IN ('done', 'dead')) = (finished_at IS NOT NULL))
);
CREATE UNIQUE INDEX job_once ON platform.job (lane, kind, key) WHERE state = 'waiting' AND key IS NOT NULL;
CREATE INDEX job_waiting ON platform.job (lane, unhurried, run_at) WHERE state = 'waiting';
CREATE INDEX job_locked ON platform.job (locked_until) WHERE state IN ('handed', 'running');
CREATE INDEX job_dead ON platform.job (id DESC) WHERE state = 'dead';
CREATE INDEX job_done ON platform.job (finished_at) WHERE state = 'done';
CREATE INDEX job_of_tenant ON platform.job (tenant_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.job TO extranet_app;

-- The last moment each entry of the clock was due and taken up: whoever comes second finds it done.
CREATE TABLE platform.clock_entry (
  name text PRIMARY KEY,
  due_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.clock_entry TO extranet_app;

-- So that a process can say whether the schema it stands on is the one it was written for.
GRANT SELECT ON migration TO extranet_app;

-- down
REVOKE SELECT ON migration FROM extranet_app;
DROP TABLE platform.clock_entry;
DROP TABLE platform.job;
