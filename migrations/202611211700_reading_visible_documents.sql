-- The one rule of who sees a document (specification 1, §2.7). Every list, count, search, download, invoice and mail reads
-- app.visible_documents, fed by app.resident_targets: nothing else decides.
-- up

-- What a party stands on in one of its spaces today: a row for each thing that a document may be addressed to. rank says how far
-- the party reads there: 0 as any client, 1 as a member of the council of that building, 2 as its president; for the whole line, the
-- highest it has anywhere. account_id is the account of the party that gives it the target (null for the line).
CREATE FUNCTION app.resident_targets(party uuid, space text, today date)
  RETURNS TABLE (scope text, target_id uuid, account_id uuid, building_id uuid, rank integer, of_lessee boolean)
  LANGUAGE sql STABLE PARALLEL SAFE ROWS 20
BEGIN ATOMIC
  WITH held AS (
    SELECT a.id, a.building_id, a.line FROM account a
    WHERE a.party_id = party AND a.kind = space AND a.publication_state = 'published'),
  lots AS (
    SELECT h.lot_id, h.account_id, h.part, l.building_id
    FROM held JOIN lot_holder h ON h.account_id = held.id JOIN lot l ON l.id = h.lot_id
    WHERE coalesce(h.held_from, '-infinity') <= today AND coalesce(h.held_until, 'infinity') >= today
      AND l.publication_state = 'published'),
  council AS (
    SELECT m.building_id, max(CASE m.title WHEN 'president' THEN 2 ELSE 1 END) AS rank FROM council_membership m
    WHERE m.party_id = party AND space = 'co_owner'
      AND coalesce(m.since, '-infinity') <= today AND coalesce(m.until, 'infinity') >= today
    GROUP BY m.building_id),
  lessees AS (
    SELECT DISTINCT h.account_id AS lessee_id, lots.account_id, lots.building_id
    FROM lots JOIN lot_holder h ON h.lot_id = lots.lot_id JOIN account a ON a.id = h.account_id
      JOIN extranet_settings s ON s.line = 'gerance'
    WHERE space = 'landlord' AND s.landlord_sees_lessee_documents AND lots.part = 'owner' AND h.part = 'lessee'
      AND coalesce(h.held_from, '-infinity') <= today AND coalesce(h.held_until, 'infinity') >= today
      AND a.kind = 'lessee' AND a.publication_state = 'published'),
  buildings AS (
    SELECT held.building_id, held.id AS account_id FROM held WHERE held.building_id IS NOT NULL
    UNION
    SELECT lots.building_id, lots.account_id FROM lots WHERE space <> 'co_owner'),
  standing AS (
    SELECT 'account' AS scope, held.id AS target_id, held.id AS account_id, held.building_id, false AS of_lessee FROM held
    UNION ALL SELECT 'lot', lots.lot_id, lots.account_id, lots.building_id, false FROM lots
    UNION ALL SELECT 'building', b.building_id, b.account_id, b.building_id, false FROM buildings b
    UNION ALL SELECT 'account', lessees.lessee_id, lessees.account_id, lessees.building_id, true FROM lessees)
  SELECT s.scope, s.target_id, s.account_id, s.building_id, coalesce(c.rank, 0), s.of_lessee
  FROM standing s LEFT JOIN council c ON c.building_id = s.building_id
  UNION ALL
  SELECT 'line', app.line_target(held.line), NULL, NULL, coalesce((SELECT max(c.rank) FROM council c), 0), false
  FROM held GROUP BY held.line;
END;
GRANT EXECUTE ON FUNCTION app.resident_targets(uuid, text, date) TO extranet_app;

-- The rank a document asks for in a space; 3 is nobody's. In "Documents du syndic" the document's own level stands for the binder's.
CREATE FUNCTION app.rank_asked(space text, levels text[], role text, level text) RETURNS integer
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN space IN ('landlord', 'lessee') THEN CASE WHEN space = ANY (levels) THEN 0 ELSE 3 END
    WHEN role = 'syndic_documents' THEN CASE level WHEN 'co_owner' THEN 0 ELSE 1 END
    WHEN 'co_owner' = ANY (levels) THEN 0
    WHEN 'council_member' = ANY (levels) THEN 1
    WHEN 'president' = ANY (levels) THEN 2
    ELSE 3 END;
GRANT EXECUTE ON FUNCTION app.rank_asked(text, text[], text, text) TO extranet_app;

-- The documents seen by who stands on these targets with these ranks (two lists of one length) in that space; a row for each target by
-- which one is seen. Written to be inlined: what a caller filters and orders by reaches the index of document_audience.
CREATE FUNCTION app.visible_documents(space text, targets uuid[], ranks integer[], today date)
  RETURNS TABLE (id uuid, binder_id uuid, binder_path text[], folder text[], title text, filename text, sha256 text, media_type text,
    bytes bigint, document_date date, words tsvector, scope text, target_id uuid)
  LANGUAGE sql STABLE PARALLEL SAFE ROWS 200
BEGIN ATOMIC
  SELECT d.id, d.binder_id, b.path, d.folder, d.title, d.filename, d.sha256, d.media_type, d.bytes, d.document_date, d.words, a.scope, a.target_id
  FROM unnest(targets, ranks) AS t (target_id, rank)
    JOIN document_audience a ON a.target_id = t.target_id
    JOIN binder b ON b.id = a.binder_id
    JOIN document d ON d.id = a.document_id
  WHERE b.line = CASE space WHEN 'co_owner' THEN 'syndic' ELSE 'gerance' END
    AND b.active AND b.publication_state = 'published'
    AND EXISTS (
      SELECT FROM extranet_settings s
      WHERE s.line = CASE space WHEN 'co_owner' THEN 'syndic' ELSE 'gerance' END
        AND CASE space
          WHEN 'co_owner' THEN s.documents_for_co_owner
          WHEN 'landlord' THEN s.documents_for_landlord
          WHEN 'lessee' THEN s.documents_for_lessee
          ELSE false END)
    AND t.rank >= app.rank_asked(space, b.levels, b.role, d.level)
    AND d.publication_state = 'published' AND d.published_from <= today AND coalesce(d.published_until, 'infinity') >= today;
END;
GRANT EXECUTE ON FUNCTION app.visible_documents(text, uuid[], integer[], date) TO extranet_app;

CREATE INDEX publication_run_applied ON publication_run (tenant_id, applied_at DESC) WHERE state = 'applied';

-- down
DROP INDEX publication_run_applied;
DROP FUNCTION app.visible_documents(text, uuid[], integer[], date);
DROP FUNCTION app.rank_asked(text, text[], text, text);
DROP FUNCTION app.resident_targets(uuid, text, date);
