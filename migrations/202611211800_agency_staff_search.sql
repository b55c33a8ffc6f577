-- What staff search by: words of a person's name and address, numbers sorted as people count.
-- up
-- Folded words between single spaces, ' 12 rue de la ravinelle': the beginning of a word is then found by '% begin%'.
CREATE FUNCTION app.words(value text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN ' ' || regexp_replace(app.fold(value), '[^[:alnum:]]+', ' ', 'g');

-- Lots '2', '10', 'A7': each number is widened so that the order of texts is that of numbers.
CREATE FUNCTION app.counted(value text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN regexp_replace(regexp_replace(value, '([0-9]+)', '000000000\1', 'g'), '0*([0-9]{9})', '\1', 'g');

CREATE FUNCTION app.address_words(name text, address_lines text[], postal_code text, city text, other text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN app.words(name
    || ' ' || coalesce(address_lines[1], '') || ' ' || coalesce(address_lines[2], '')
    || ' ' || coalesce(address_lines[3], '') || ' ' || coalesce(address_lines[4], '')
    || ' ' || coalesce(postal_code, '') || ' ' || coalesce(city, '') || ' ' || coalesce(other, ''));

-- Stored: computed at each comparison it would cost ten times the comparison.
ALTER TABLE party ADD COLUMN words text NOT NULL GENERATED ALWAYS AS (app.address_words(
  CASE WHEN kind = 'company' THEN company_name ELSE last_name || coalesce(' ' || first_name, '') END,
  address_lines, postal_code, city, email)) STORED;
ALTER TABLE building ADD COLUMN words text NOT NULL GENERATED ALWAYS AS (app.address_words(
  name, address_lines, postal_code, city, registry_number)) STORED;
ALTER TABLE lot ADD COLUMN sort_number text NOT NULL GENERATED ALWAYS AS (app.counted(number)) STORED;
DROP INDEX lot_of_building;
CREATE INDEX lot_of_building ON lot (tenant_id, building_id, sort_number, id);

-- One search of persons takes the place of the former, which knew their name only.
DROP FUNCTION app.search_parties(text, integer);
DROP INDEX party_search;
GRANT SELECT (words) ON party TO extranet_search;
CREATE INDEX party_by_words ON party USING gin (tenant_id, words public.gin_trgm_ops) WHERE publication_state = 'published';

-- Every word must begin a word of the name, address or email. LIKE may not be an index condition under row-level security (it is not
-- leakproof): this reviewed function carries the tenant itself and belongs to a role that reads the searched columns of every
-- tenant, and nothing else. The longest word finds, the others sift. The name comes with the identifier, so that a list is sorted
-- without reading thousands of rows again; the caller joins them to what its reader may see.
CREATE FUNCTION app.find_parties(needle text) RETURNS TABLE (id uuid, sort_name text)
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 500 SET search_path = pg_catalog, public
BEGIN ATOMIC
  WITH wanted AS MATERIALIZED (
    SELECT array_agg('% ' || word || '%' ORDER BY length(word) DESC, word) AS patterns
    FROM regexp_split_to_table(btrim(app.words(needle)), ' ') AS word
    WHERE word <> '')
  SELECT p.id, p.sort_name FROM public.party AS p
  WHERE p.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND p.publication_state = 'published'
    AND p.words LIKE (SELECT w.patterns[1] FROM wanted AS w)
    AND p.words LIKE ALL ((SELECT w.patterns FROM wanted AS w)::text[]);
END;
REVOKE ALL ON FUNCTION app.find_parties(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.find_parties(text) TO extranet_app;
ALTER FUNCTION app.find_parties(text) OWNER TO extranet_search;

-- down
DROP FUNCTION app.find_parties(text);
DROP INDEX party_by_words;
REVOKE SELECT (words) ON party FROM extranet_search;
DROP INDEX lot_of_building;
CREATE INDEX lot_of_building ON lot (tenant_id, building_id, number, id);
ALTER TABLE lot DROP COLUMN sort_number;
ALTER TABLE building DROP COLUMN words;
ALTER TABLE party DROP COLUMN words;
DROP FUNCTION app.address_words(text, text[], text, text, text);
DROP FUNCTION app.counted(text);
DROP FUNCTION app.words(text);
CREATE INDEX party_search ON party USING gin (tenant_id, sort_name public.gin_trgm_ops);
CREATE FUNCTION app.search_parties(needle text, most integer) RETURNS TABLE (party_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, public
BEGIN ATOMIC
  SELECT id FROM public.party
  WHERE tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
    AND publication_state = 'published'
    AND sort_name LIKE '%' || regexp_replace(app.fold(needle), '([\\%_])', '\\\1', 'g') || '%'
  ORDER BY sort_name, id
  LIMIT most;
END;
REVOKE ALL ON FUNCTION app.search_parties(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.search_parties(text, integer) TO extranet_app;
ALTER FUNCTION app.search_parties(text, integer) OWNER TO extranet_search;
