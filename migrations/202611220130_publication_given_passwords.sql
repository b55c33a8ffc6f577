-- Whether a run's manifest may give initial passwords, as its check found: what gives none is not read again to erase them.
-- up
ALTER TABLE publication_run ADD gives_passwords boolean; -- null: not read whole

-- down
ALTER TABLE publication_run DROP gives_passwords;
