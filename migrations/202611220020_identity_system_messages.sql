-- What the house tells the agency's staff inside the desk: one row for each reader, in his language.
-- up
CREATE TABLE system_message (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL DEFAULT uuidv7(),
  staff_id uuid NOT NULL,
  key text, -- what it tells of: the same is told once to the same person
  title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
  body text NOT NULL DEFAULT '' CHECK (char_length(body) <= 100000),
  link text CHECK (link ~ '^/[^/\\]'), -- a page of the desk
  created_at timestamptz NOT NULL,
  read_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, staff_id) REFERENCES staff_member (tenant_id, id)
);
CREATE INDEX system_message_list ON system_message (tenant_id, staff_id, created_at DESC, id DESC);
CREATE INDEX system_message_unread ON system_message (tenant_id, staff_id) WHERE read_at IS NULL;
CREATE UNIQUE INDEX system_message_once ON system_message (tenant_id, key, staff_id) WHERE key IS NOT NULL;
CREATE INDEX system_message_age ON system_message (tenant_id, created_at);
SELECT app.protect('system_message');

-- How many wait for him comes with who he is: no page asks for it.
CREATE OR REPLACE FUNCTION app.staff_viewer(held session, given_tenant uuid, given_now timestamptz) RETURNS jsonb
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT jsonb_build_object('kind', 'staff', 'staffId', m.id, 'name', concat_ws(' ', nullif(m.first_name, ''), m.last_name),
    'locale', m.language, 'role', m.role, 'mustChangePassword', m.password_state <> 'personal',
    'secondFactorPending', held.second_factor_pending,
    'lines', CASE WHEN m.lines = '{}' THEN t.lines ELSE ARRAY(SELECT line FROM unnest(t.lines) AS line WHERE line = ANY (m.lines)) END,
    'buildingIds', (SELECT jsonb_agg(b.building_id) FROM staff_building b WHERE b.staff_id = m.id),
    'changes', (SELECT jsonb_object_agg(r.permission, r.granted) FROM role_permission r WHERE r.role = m.role),
    'unreadMessages', (SELECT count(*) FROM system_message s WHERE s.staff_id = m.id AND s.read_at IS NULL))
  FROM staff_member m JOIN platform.tenant t ON t.id = given_tenant
  WHERE m.id = held.staff_id AND m.disabled_at IS NULL AND (m.password_state = 'personal' OR m.provisional_until > given_now);
END;

-- down
CREATE OR REPLACE FUNCTION app.staff_viewer(held session, given_tenant uuid, given_now timestamptz) RETURNS jsonb
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
DROP TABLE system_message;
