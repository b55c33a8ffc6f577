-- Who holds a session, in one function without inner ones: it is asked at every request.
-- up
-- The digest of the token finds the session, and nothing else: the index on its end only misled the planner.
DROP INDEX session_end;
-- After thousands of logins are made, so that the next statement knows.
GRANT MAINTAIN ON resident_login TO extranet_app;

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
DROP FUNCTION app.resident_viewer(session, uuid, timestamptz);

-- down
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
CREATE OR REPLACE FUNCTION app.viewer_of(given_tenant uuid, given_hash bytea, given_now timestamptz, in_extranet boolean) RETURNS jsonb
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
REVOKE MAINTAIN ON resident_login FROM extranet_app;
CREATE INDEX session_end ON session (tenant_id, ends_at);
