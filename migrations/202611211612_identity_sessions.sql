-- Who is signed in now: sessions, links of one use, failures. Of a token or a code only its digest is kept.
-- up
CREATE TABLE session (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL DEFAULT uuidv7(),
  token_hash bytea NOT NULL,
  staff_id uuid,
  resident_login_id uuid,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  idle_minutes integer NOT NULL CHECK (idle_minutes > 0),
  address inet,
  user_agent text,
  second_factor_pending boolean NOT NULL DEFAULT false,
  seen_party_id uuid, -- the client a staff member sees the space of
  seen_return text,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, token_hash),
  FOREIGN KEY (tenant_id, staff_id) REFERENCES staff_member (tenant_id, id),
  FOREIGN KEY (tenant_id, resident_login_id) REFERENCES resident_login (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, seen_party_id) REFERENCES party (tenant_id, id),
  CHECK ((staff_id IS NULL) <> (resident_login_id IS NULL)),
  CHECK (seen_party_id IS NULL OR staff_id IS NOT NULL)
);
CREATE INDEX session_of_staff ON session (tenant_id, staff_id) WHERE staff_id IS NOT NULL;
CREATE INDEX session_of_resident ON session (tenant_id, resident_login_id) WHERE resident_login_id IS NOT NULL;
CREATE INDEX session_end ON session (tenant_id, ends_at);
SELECT app.protect('session');

CREATE TABLE one_time_token (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL DEFAULT uuidv7(),
  token_hash bytea NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('reset', 'invitation', 'email')),
  staff_id uuid,
  resident_login_id uuid,
  email text, -- where it was sent: coming back proves the address
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz, -- used, or voided by a later one
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, token_hash),
  FOREIGN KEY (tenant_id, staff_id) REFERENCES staff_member (tenant_id, id),
  FOREIGN KEY (tenant_id, resident_login_id) REFERENCES resident_login (tenant_id, id) ON DELETE CASCADE,
  CHECK ((staff_id IS NULL) <> (resident_login_id IS NULL))
);
CREATE INDEX one_time_token_of_staff ON one_time_token (tenant_id, staff_id, purpose, created_at) WHERE staff_id IS NOT NULL;
CREATE INDEX one_time_token_of_resident ON one_time_token (tenant_id, resident_login_id, purpose, created_at) WHERE resident_login_id IS NOT NULL;
SELECT app.protect('one_time_token');

-- What was typed in "Mot de passe oublié", until a job has looked who it is: the page answers the same whoever it is.
CREATE TABLE reset_request (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id() REFERENCES platform.tenant (id),
  id uuid NOT NULL DEFAULT uuidv7(),
  audience text NOT NULL CHECK (audience IN ('staff', 'resident')),
  typed text NOT NULL CHECK (char_length(typed) <= 254),
  asked_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
SELECT app.protect('reset_request');

-- Failures by login and by network address; the operator's have no tenant.
CREATE TABLE platform.sign_in_throttle (
  tenant_id uuid REFERENCES platform.tenant (id) ON DELETE CASCADE,
  subject text NOT NULL,
  failures timestamptz[] NOT NULL DEFAULT '{}',
  waits integer NOT NULL DEFAULT 0,
  blocked_until timestamptz,
  touched_at timestamptz NOT NULL,
  UNIQUE NULLS NOT DISTINCT (tenant_id, subject)
);
CREATE INDEX sign_in_throttle_age ON platform.sign_in_throttle (touched_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.sign_in_throttle TO extranet_app;

-- Who holds that session: one statement per request, outside any transaction, hence the tenant is bound here. As JSON, or null for nobody.
CREATE FUNCTION app.viewer_of(given_tenant uuid, given_hash bytea, given_now timestamptz, in_extranet boolean) RETURNS jsonb
  LANGUAGE plpgsql SET search_path = public, pg_catalog AS $$
DECLARE
  held session;
  viewer jsonb;
BEGIN
  PERFORM set_config('app.tenant_id', given_tenant::text, true);
  SELECT * INTO held FROM session s
    WHERE s.token_hash = given_hash AND s.ends_at > given_now AND s.seen_at + make_interval(mins => s.idle_minutes) > given_now;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF held.resident_login_id IS NOT NULL THEN
    viewer := app.resident_viewer(held, given_tenant, given_now);
  ELSE
    viewer := app.staff_viewer(held, given_tenant, given_now);
    IF viewer IS NOT NULL AND in_extranet AND held.seen_party_id IS NOT NULL THEN
      viewer := app.seen_viewer(held, viewer);
    END IF;
  END IF;
  RETURN viewer || jsonb_build_object('sessionId', held.id, 'stale', held.seen_at < given_now - interval '1 minute');
END $$;

CREATE FUNCTION app.spaces_of(given_party uuid) RETURNS text[]
  LANGUAGE sql STABLE
  RETURN ARRAY(SELECT DISTINCT a.kind FROM account a WHERE a.party_id = given_party AND a.publication_state = 'published' ORDER BY a.kind);

CREATE FUNCTION app.resident_viewer(held session, given_tenant uuid, given_now timestamptz) RETURNS jsonb
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT jsonb_build_object('kind', 'resident', 'loginId', l.id, 'partyId', p.id, 'name', app.party_name(p),
    'locale', coalesce(l.language, p.language), 'mustChangePassword', l.state <> 'personal', 'spaces', app.spaces_of(p.id), 'seenBy', NULL)
  FROM resident_login l JOIN party p ON p.id = l.party_id JOIN platform.tenant t ON t.id = given_tenant
  WHERE l.id = held.resident_login_id AND l.blocked_at IS NULL AND l.closed_at IS NULL
    AND (l.state = 'personal' OR l.valid_until > given_now)
    AND 'extranet' = ANY (t.features) AND EXISTS (SELECT FROM extranet_settings e WHERE e.extranet_open);
END;

CREATE FUNCTION app.staff_viewer(held session, given_tenant uuid, given_now timestamptz) RETURNS jsonb
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT jsonb_build_object('kind', 'staff', 'staffId', m.id, 'name', concat_ws(' ', nullif(m.first_name, ''), m.last_name),
    'locale', m.language, 'role', m.role, 'mustChangePassword', m.password_state <> 'personal',
    'secondFactorPending', held.second_factor_pending,
    'lines', CASE WHEN m.lines = '{}' THEN t.lines ELSE ARRAY(SELECT line FROM unnest(t.lines) AS line WHERE line = ANY (m.lines)) END,
    'buildingIds', (SELECT jsonb_agg(b.building_id) FROM staff_building b WHERE b.staff_id = m.id),
    'changes', (SELECT jsonb_object_agg(r.permission, r.granted) FROM role_permission r WHERE r.role = m.role))
  FROM staff_member m JOIN platform.tenant t ON t.id = given_tenant
  WHERE m.id = held.staff_id AND m.disabled_at IS NULL AND (m.password_state = 'personal' OR m.provisional_until > given_now);
END;

-- The client whose space a staff member looks at; what shuts the client's own door does not shut this one.
CREATE FUNCTION app.seen_viewer(held session, staff jsonb) RETURNS jsonb
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT jsonb_build_object('kind', 'resident', 'loginId', c.login_id, 'partyId', c.party_id, 'name', c.name, 'locale', staff -> 'locale',
    'mustChangePassword', false, 'spaces', app.spaces_of(c.party_id),
    'seenBy', jsonb_build_object('staffId', staff -> 'staffId', 'name', staff -> 'name'))
  FROM resident_contact c WHERE c.party_id = held.seen_party_id;
END;

CREATE FUNCTION app.touch_session(given_tenant uuid, given_id uuid, given_now timestamptz) RETURNS void
  LANGUAGE plpgsql SET search_path = public, pg_catalog AS $$
BEGIN
  PERFORM set_config('app.tenant_id', given_tenant::text, true);
  UPDATE session SET seen_at = given_now WHERE id = given_id AND seen_at < given_now;
END $$;

-- down
DROP FUNCTION app.touch_session(uuid, uuid, timestamptz);
DROP FUNCTION app.viewer_of(uuid, bytea, timestamptz, boolean);
DROP FUNCTION app.seen_viewer(session, jsonb);
DROP FUNCTION app.staff_viewer(session, uuid, timestamptz);
DROP FUNCTION app.resident_viewer(session, uuid, timestamptz);
DROP FUNCTION app.spaces_of(uuid);
DROP TABLE platform.sign_in_throttle;
DROP TABLE reset_request;
DROP TABLE one_time_token;
DROP TABLE session;
