-- The agency's staff: who signs in at /connexion, as what, limited to which buildings.
-- up
CREATE TABLE staff_member (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id() REFERENCES platform.tenant (id),
  id uuid NOT NULL DEFAULT uuidv7(),
  role text NOT NULL CHECK (role IN ('master', 'administrator', 'manager', 'assistant', 'accountant')),
  login text NOT NULL CHECK (login ~ '^[a-z0-9.@_+-]{3,80}$'),
  last_name text NOT NULL CHECK (char_length(last_name) BETWEEN 1 AND 80),
  first_name text NOT NULL DEFAULT '' CHECK (char_length(first_name) <= 80),
  email text,
  phone text,
  language text CHECK (language IN ('fr', 'en')),
  lines text[] NOT NULL DEFAULT '{}' CHECK (lines <@ ARRAY['gerance', 'syndic']), -- empty: every line of the tenant
  receives_system_messages boolean NOT NULL DEFAULT false,
  listed_staff_id uuid, -- the person of a manifest he is
  password_hash text,
  password_state text NOT NULL DEFAULT 'none' CHECK (password_state IN ('none', 'provisional', 'personal')),
  provisional_until timestamptz,
  password_changed_at timestamptz,
  totp_secret bytea, -- sealed
  totp_confirmed_at timestamptz,
  totp_last_step bigint, -- a code serves once
  last_sign_in_at timestamptz,
  disabled_at timestamptz,
  disabled_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, login),
  FOREIGN KEY (tenant_id, listed_staff_id) REFERENCES listed_staff (tenant_id, id) ON DELETE SET NULL (listed_staff_id),
  CHECK ((password_hash IS NULL) = (password_state = 'none')),
  CHECK ((provisional_until IS NULL) = (password_state <> 'provisional')),
  CHECK (totp_confirmed_at IS NULL OR totp_secret IS NOT NULL),
  CONSTRAINT master_is_never_disabled CHECK (role <> 'master' OR disabled_at IS NULL)
);
CREATE UNIQUE INDEX staff_member_one_master ON staff_member (tenant_id) WHERE role = 'master';
CREATE UNIQUE INDEX staff_member_listed ON staff_member (tenant_id, listed_staff_id) WHERE listed_staff_id IS NOT NULL;
CREATE INDEX staff_member_by_email ON staff_member (tenant_id, lower(email)) WHERE email IS NOT NULL;
SELECT app.protect('staff_member');
-- What someone did keeps his name: nobody is ever removed from the staff.
REVOKE DELETE ON staff_member FROM extranet_app;

CREATE FUNCTION app.keep_master() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the master account is neither removed nor given another role' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER keep_master_row BEFORE DELETE ON staff_member FOR EACH ROW WHEN (OLD.role = 'master') EXECUTE FUNCTION app.keep_master();
CREATE TRIGGER keep_master_role BEFORE UPDATE OF role ON staff_member
  FOR EACH ROW WHEN (OLD.role = 'master' AND NEW.role <> 'master') EXECUTE FUNCTION app.keep_master();

CREATE TABLE staff_building ( -- none: every building
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  staff_id uuid NOT NULL,
  building_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, staff_id, building_id),
  FOREIGN KEY (tenant_id, staff_id) REFERENCES staff_member (tenant_id, id),
  FOREIGN KEY (tenant_id, building_id) REFERENCES building (tenant_id, id)
);
CREATE INDEX staff_building_of_building ON staff_building (tenant_id, building_id);
SELECT app.protect('staff_building');

CREATE TABLE staff_office (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  staff_id uuid NOT NULL,
  office_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, staff_id, office_id),
  FOREIGN KEY (tenant_id, staff_id) REFERENCES staff_member (tenant_id, id),
  FOREIGN KEY (tenant_id, office_id) REFERENCES office (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX staff_office_of_office ON staff_office (tenant_id, office_id);
SELECT app.protect('staff_office');

-- Only what the tenant changed: the roles as delivered are in code.
CREATE TABLE role_permission (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id() REFERENCES platform.tenant (id),
  role text NOT NULL CHECK (role IN ('administrator', 'manager', 'assistant', 'accountant')),
  permission text NOT NULL,
  granted boolean NOT NULL,
  PRIMARY KEY (tenant_id, role, permission)
);
SELECT app.protect('role_permission');

CREATE TABLE staff_recovery_code (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  staff_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (tenant_id, staff_id, code_hash),
  FOREIGN KEY (tenant_id, staff_id) REFERENCES staff_member (tenant_id, id)
);
SELECT app.protect('staff_recovery_code');

CREATE TABLE identity_settings (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id() REFERENCES platform.tenant (id),
  second_factor_required boolean NOT NULL DEFAULT false, -- of administrators and of the master account
  PRIMARY KEY (tenant_id)
);
SELECT app.protect('identity_settings');

-- down
DROP TABLE identity_settings;
DROP TABLE staff_recovery_code;
DROP TABLE role_permission;
DROP TABLE staff_office;
DROP TABLE staff_building;
DROP TABLE staff_member;
DROP FUNCTION app.keep_master();
