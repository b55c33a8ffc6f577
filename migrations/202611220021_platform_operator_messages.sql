-- What the host tells its operators: a register of its own, since the outgoing one belongs to the tenants.
-- up
CREATE TABLE platform.operator_message (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  topic text NOT NULL CHECK (topic ~ '^[a-z][a-z0-9-]*$'),
  key text NOT NULL, -- what it tells of: the same is told once
  tenant_id uuid REFERENCES platform.tenant (id) ON DELETE CASCADE,
  recipient text NOT NULL, -- empty: nobody is configured, the console alone shows it
  subject text NOT NULL,
  body text NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'kept', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  last_error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz,
  UNIQUE (topic, key, recipient),
  CHECK ((state = 'sent') = (sent_at IS NOT NULL))
);
CREATE INDEX operator_message_of_tenant ON platform.operator_message (tenant_id);
CREATE INDEX operator_message_topic ON platform.operator_message (topic, created_at DESC);
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.operator_message TO extranet_app;

-- down
DROP TABLE platform.operator_message;
