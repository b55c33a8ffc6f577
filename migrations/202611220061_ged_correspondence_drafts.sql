-- Drafts by who began them: one that is addressed to nobody yet is seen by its author alone.
-- up
CREATE INDEX correspondence_drafts ON correspondence (tenant_id, created_by) WHERE processed_on IS NULL;

-- down
DROP INDEX correspondence_drafts;
