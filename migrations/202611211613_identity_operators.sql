-- Those who run the host, and their sessions at the apex.
-- up
CREATE TABLE platform.operator (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  login text NOT NULL UNIQUE CHECK (login ~ '^[a-z0-9.@_+-]{3,80}$'),
  name text NOT NULL CHECK (name <> ''),
  email text,
  password_hash text NOT NULL,
  last_sign_in_at timestamptz,
  disabled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT, UPDATE ON platform.operator TO extranet_app;

CREATE TABLE platform.operator_session (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  token_hash bytea NOT NULL UNIQUE,
  operator_id uuid NOT NULL REFERENCES platform.operator (id),
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  idle_minutes integer NOT NULL CHECK (idle_minutes > 0),
  address inet,
  user_agent text
);
CREATE INDEX operator_session_of ON platform.operator_session (operator_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.operator_session TO extranet_app;

-- down
DROP TABLE platform.operator_session;
DROP TABLE platform.operator;
