-- What somebody of the staff decided or asked for is found by him.
-- up
CREATE INDEX account_tick_of_author ON account_tick (tenant_id, decided_by);
CREATE INDEX access_code_edition_of_author ON access_code_edition (tenant_id, asked_by, asked_at DESC);

-- down
DROP INDEX access_code_edition_of_author;
DROP INDEX account_tick_of_author;
