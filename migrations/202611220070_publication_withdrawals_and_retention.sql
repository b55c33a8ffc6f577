-- Documents withdrawn at once and how many read them, what is kept how long, and a view of a client's space that ends with the rights
-- of who looks.
-- up
-- Who sees a document today: the rule of app.visible_documents read the other way round, for a count before it is withdrawn. A test
-- compares the two.
CREATE FUNCTION app.document_readers(given_document uuid, today date) RETURNS TABLE (party_id uuid)
  LANGUAGE sql STABLE ROWS 50
BEGIN ATOMIC
  WITH doc AS (
    SELECT d.id, d.level, b.levels, b.role, b.line, s.landlord_sees_lessee_documents AS of_lessees,
      s.documents_for_co_owner, s.documents_for_landlord, s.documents_for_lessee
    FROM document d JOIN binder b ON b.id = d.binder_id JOIN extranet_settings s ON s.line = b.line
    WHERE d.id = given_document AND d.publication_state = 'published' AND b.active AND b.publication_state = 'published'
      AND d.published_from <= today AND coalesce(d.published_until, 'infinity') >= today),
  aim AS (SELECT a.scope, a.target_id, doc.line, doc.of_lessees FROM doc JOIN document_audience a ON a.document_id = doc.id),
  held AS NOT MATERIALIZED (
    SELECT h.lot_id, h.account_id, h.part, l.building_id FROM lot_holder h JOIN lot l ON l.id = h.lot_id
    WHERE l.publication_state = 'published'
      AND coalesce(h.held_from, '-infinity') <= today AND coalesce(h.held_until, 'infinity') >= today),
  reached AS (
    SELECT c.party_id, c.kind, c.building_id, false AS whole_line
    FROM aim JOIN account c ON aim.scope = 'account' AND c.id = aim.target_id WHERE c.publication_state = 'published'
    UNION ALL
    SELECT c.party_id, c.kind, held.building_id, false
    FROM aim JOIN held ON aim.scope = 'lot' AND held.lot_id = aim.target_id JOIN account c ON c.id = held.account_id
    WHERE c.publication_state = 'published'
    UNION ALL
    SELECT c.party_id, c.kind, c.building_id, false
    FROM aim JOIN account c ON aim.scope = 'building' AND c.building_id = aim.target_id WHERE c.publication_state = 'published'
    UNION ALL
    SELECT c.party_id, c.kind, held.building_id, false
    FROM aim JOIN held ON aim.scope = 'building' AND held.building_id = aim.target_id JOIN account c ON c.id = held.account_id
    WHERE c.publication_state = 'published' AND c.kind <> 'co_owner'
    UNION ALL
    SELECT c.party_id, c.kind, NULL, true
    FROM aim JOIN account c ON aim.scope = 'line' AND aim.target_id = app.line_target(c.line) WHERE c.publication_state = 'published'
    UNION ALL
    SELECT c.party_id, c.kind, held.building_id, false
    FROM aim JOIN account x ON aim.scope = 'account' AND x.id = aim.target_id AND x.kind = 'lessee' AND x.publication_state = 'published'
      JOIN held ON held.account_id = x.id AND held.part = 'lessee'
      JOIN held AS owned ON owned.lot_id = held.lot_id AND owned.part = 'owner'
      JOIN account c ON c.id = owned.account_id
    WHERE aim.of_lessees AND c.kind = 'landlord' AND c.publication_state = 'published')
  SELECT DISTINCT r.party_id
  FROM reached r JOIN doc ON doc.line = CASE r.kind WHEN 'co_owner' THEN 'syndic' ELSE 'gerance' END
  WHERE CASE r.kind
      WHEN 'co_owner' THEN doc.documents_for_co_owner
      WHEN 'landlord' THEN doc.documents_for_landlord
      ELSE doc.documents_for_lessee END
    AND app.rank_asked(r.kind, doc.levels, doc.role, doc.level) <= coalesce((
      SELECT max(CASE m.title WHEN 'president' THEN 2 ELSE 1 END) FROM council_membership m
      WHERE r.kind = 'co_owner' AND m.party_id = r.party_id AND (r.whole_line OR m.building_id = r.building_id)
        AND coalesce(m.since, '-infinity') <= today AND coalesce(m.until, 'infinity') >= today), 0);
END;
GRANT EXECUTE ON FUNCTION app.document_readers(uuid, date) TO extranet_app;

-- Documents a staff member finds again under "Retirés": few among many.
CREATE INDEX document_withdrawn_now ON document (tenant_id, binder_id, document_date DESC, id DESC)
  WHERE publication_state IN ('blocked', 'pending');

-- Whether the space of that person shows more than someone limited to these lines and buildings (null: every one) may see.
CREATE FUNCTION app.reaches_beyond(given_party uuid, given_lines text[], given_buildings uuid[]) RETURNS boolean
  LANGUAGE sql STABLE
  RETURN EXISTS (
    SELECT FROM account a
    WHERE a.party_id = given_party AND a.publication_state = 'published'
      AND (a.line <> ALL (given_lines)
        OR (given_buildings IS NOT NULL AND (
          a.building_id <> ALL (given_buildings)
          OR EXISTS (
            SELECT FROM lot_holder h JOIN lot l ON l.id = h.lot_id
            WHERE h.account_id = a.id AND l.building_id <> ALL (given_buildings))))));
GRANT EXECUTE ON FUNCTION app.reaches_beyond(uuid, text[], uuid[]) TO extranet_app;

-- Judged again at each request: who has lost the building, the line or the client sees no more. `staff` goes along for the permission,
-- which the application judges, the roles as delivered being its own.
CREATE OR REPLACE FUNCTION app.seen_viewer(held session, staff jsonb) RETURNS jsonb
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT jsonb_build_object('kind', 'resident', 'loginId', c.login_id, 'partyId', c.party_id, 'name', c.name, 'locale', staff -> 'locale',
    'mustChangePassword', false, 'spaces', app.spaces_of(c.party_id),
    'seenBy', jsonb_build_object('staffId', staff -> 'staffId', 'name', staff -> 'name'), 'staff', staff)
  FROM resident_contact c
  WHERE c.party_id = held.seen_party_id AND NOT app.reaches_beyond(c.party_id,
    ARRAY(SELECT jsonb_array_elements_text(staff -> 'lines')),
    CASE jsonb_typeof(staff -> 'buildingIds')
      WHEN 'array' THEN ARRAY(SELECT id::uuid FROM jsonb_array_elements_text(staff -> 'buildingIds') AS id) END);
END;

CREATE OR REPLACE FUNCTION app.viewer_of(given_tenant uuid, given_hash bytea, given_now timestamptz, in_extranet boolean) RETURNS jsonb
  LANGUAGE plpgsql SET search_path = public, pg_catalog AS $$
DECLARE
  held session;
  viewer jsonb;
BEGIN
  PERFORM set_config('app.tenant_id', given_tenant::text, true);
  SELECT * INTO held FROM session s WHERE s.token_hash = given_hash;
  IF NOT FOUND OR held.ends_at <= given_now OR held.seen_at + make_interval(mins => held.idle_minutes) <= given_now THEN
    RETURN NULL;
  END IF;
  IF held.resident_login_id IS NOT NULL THEN
    SELECT jsonb_build_object('kind', 'resident', 'loginId', l.id, 'partyId', p.id,
        'name', CASE WHEN p.kind = 'company' THEN p.company_name ELSE concat_ws(' ', nullif(p.first_name, ''), p.last_name) END,
        'locale', coalesce(l.language, p.language), 'mustChangePassword', l.state <> 'personal', 'seenBy', NULL,
        'spaces', ARRAY(SELECT DISTINCT a.kind FROM account a
          WHERE a.party_id = l.party_id AND a.publication_state = 'published' ORDER BY a.kind))
      INTO viewer
      FROM resident_login l JOIN party p ON p.id = l.party_id JOIN platform.tenant t ON t.id = given_tenant
      WHERE l.id = held.resident_login_id AND l.blocked_at IS NULL AND l.closed_at IS NULL
        AND (l.state = 'personal' OR l.valid_until > given_now)
        AND 'extranet' = ANY (t.features) AND EXISTS (SELECT FROM extranet_settings e WHERE e.extranet_open);
  ELSE
    viewer := app.staff_viewer(held, given_tenant, given_now);
    IF viewer IS NOT NULL AND in_extranet AND held.seen_party_id IS NOT NULL THEN
      viewer := coalesce(app.seen_viewer(held, viewer), viewer);
    END IF;
  END IF;
  RETURN viewer || jsonb_build_object('sessionId', held.id, 'stale', held.seen_at < given_now - interval '1 minute');
END $$;

-- Persons made anonymous, and when: published again since, they are persons like any other.
CREATE TABLE anonymised_party (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  party_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, party_id),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, id)
);
SELECT app.protect('anonymised_party');
CREATE INDEX party_withdrawn ON party (tenant_id, id) WHERE publication_state = 'withdrawn';
CREATE INDEX consultation_by_age ON consultation_record (tenant_id, at);
CREATE INDEX document_binned ON document (tenant_id, state_changed_at) WHERE publication_state = 'binned';
CREATE INDEX photo_binned ON photo (tenant_id, state_changed_at) WHERE publication_state = 'binned';

-- down
DROP INDEX photo_binned;
DROP INDEX document_binned;
DROP INDEX consultation_by_age;
DROP INDEX party_withdrawn;
DROP TABLE anonymised_party;
CREATE OR REPLACE FUNCTION app.viewer_of(given_tenant uuid, given_hash bytea, given_now timestamptz, in_extranet boolean) RETURNS jsonb
  LANGUAGE plpgsql SET search_path = public, pg_catalog AS $$
DECLARE
  held session;
  viewer jsonb;
BEGIN
  PERFORM set_config('app.tenant_id', given_tenant::text, true);
  SELECT * INTO held FROM session s WHERE s.token_hash = given_hash;
  IF NOT FOUND OR held.ends_at <= given_now OR held.seen_at + make_interval(mins => held.idle_minutes) <= given_now THEN
    RETURN NULL;
  END IF;
  IF held.resident_login_id IS NOT NULL THEN
    SELECT jsonb_build_object('kind', 'resident', 'loginId', l.id, 'partyId', p.id,
        'name', CASE WHEN p.kind = 'company' THEN p.company_name ELSE concat_ws(' ', nullif(p.first_name, ''), p.last_name) END,
        'locale', coalesce(l.language, p.language), 'mustChangePassword', l.state <> 'personal', 'seenBy', NULL,
        'spaces', ARRAY(SELECT DISTINCT a.kind FROM account a
          WHERE a.party_id = l.party_id AND a.publication_state = 'published' ORDER BY a.kind))
      INTO viewer
      FROM resident_login l JOIN party p ON p.id = l.party_id JOIN platform.tenant t ON t.id = given_tenant
      WHERE l.id = held.resident_login_id AND l.blocked_at IS NULL AND l.closed_at IS NULL
        AND (l.state = 'personal' OR l.valid_until > given_now)
        AND 'extranet' = ANY (t.features) AND EXISTS (SELECT FROM extranet_settings e WHERE e.extranet_open);
  ELSE
    viewer := app.staff_viewer(held, given_tenant, given_now);
    IF viewer IS NOT NULL AND in_extranet AND held.seen_party_id IS NOT NULL THEN
      viewer := app.seen_viewer(held, viewer);
    END IF;
  END IF;
  RETURN viewer || jsonb_build_object('sessionId', held.id, 'stale', held.seen_at < given_now - interval '1 minute');
END $$;
CREATE OR REPLACE FUNCTION app.seen_viewer(held session, staff jsonb) RETURNS jsonb
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT jsonb_build_object('kind', 'resident', 'loginId', c.login_id, 'partyId', c.party_id, 'name', c.name, 'locale', staff -> 'locale',
    'mustChangePassword', false, 'spaces', app.spaces_of(c.party_id),
    'seenBy', jsonb_build_object('staffId', staff -> 'staffId', 'name', staff -> 'name'))
  FROM resident_contact c WHERE c.party_id = held.seen_party_id;
END;
DROP FUNCTION app.reaches_beyond(uuid, text[], uuid[]);
DROP INDEX document_withdrawn_now;
DROP FUNCTION app.document_readers(uuid, date);
