-- What lists of documents and of runs are read from.
-- up
-- Binders with their counts and their last publication, from the index alone.
CREATE INDEX document_count ON document (tenant_id, line, binder_id, first_published_at) WHERE publication_state = 'published';

-- What a run did, section by section and outcome by outcome, in the order of names.
CREATE INDEX run_change_list ON run_change (tenant_id, run_id, outcome, section, label, row_id);

-- down
DROP INDEX run_change_list;
DROP INDEX document_count;
