-- The outgoing register: every email and SMS, as it was sent or would have been, and what became of it.
-- up
CREATE TABLE outgoing_message (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id() REFERENCES platform.tenant (id),
  id uuid NOT NULL DEFAULT uuidv7(),
  channel text NOT NULL CHECK (channel IN ('email', 'sms')),
  template text NOT NULL,
  locale text NOT NULL CHECK (locale IN ('fr', 'en')),
  variables jsonb NOT NULL DEFAULT '{}',
  -- Passwords and links of one use, sealed; gone once the message is sent.
  sealed_secrets bytea,
  recipient text NOT NULL,
  recipient_name text NOT NULL DEFAULT '',
  reply_to text,
  unsubscribe_url text,
  -- Whom it is about, for his card: ('party', its id).
  concerns_kind text,
  concerns_id text,
  unhurried boolean NOT NULL DEFAULT false,
  subject text,
  html text,
  body text,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'kept', 'failed', 'suppressed')),
  attempts integer NOT NULL DEFAULT 0,
  last_error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  tried_at timestamptz,
  sent_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CHECK ((concerns_kind IS NULL) = (concerns_id IS NULL)),
  CHECK ((state = 'sent') = (sent_at IS NOT NULL))
);
CREATE INDEX outgoing_message_concerns ON outgoing_message (tenant_id, concerns_kind, concerns_id, id DESC);
CREATE INDEX outgoing_message_tried ON outgoing_message (tenant_id, channel, tried_at DESC) WHERE tried_at IS NOT NULL;
CREATE INDEX outgoing_message_secrets ON outgoing_message (tenant_id, created_at) WHERE sealed_secrets IS NOT NULL;
SELECT app.protect('outgoing_message');

-- The tenant's own words for a message; without a row, the shipped ones.
CREATE TABLE message_wording (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id() REFERENCES platform.tenant (id),
  template text NOT NULL,
  locale text NOT NULL CHECK (locale IN ('fr', 'en')),
  subject text NOT NULL,
  body text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  changed_by text NOT NULL,
  PRIMARY KEY (tenant_id, template, locale)
);
SELECT app.protect('message_wording');

-- Addresses that a mail server refused for good: nothing more is sent there until the address is changed or trusted again.
CREATE TABLE undeliverable_address (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id() REFERENCES platform.tenant (id),
  address text NOT NULL CHECK (address = lower(address)),
  reason text NOT NULL,
  since timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, address)
);
SELECT app.protect('undeliverable_address');

-- The tenant's own mail server, instead of the host's.
CREATE TABLE mail_account (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id() REFERENCES platform.tenant (id),
  sealed_url bytea NOT NULL,
  sender text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id)
);
SELECT app.protect('mail_account');

-- down
DROP TABLE mail_account;
DROP TABLE undeliverable_address;
DROP TABLE message_wording;
DROP TABLE outgoing_message;
