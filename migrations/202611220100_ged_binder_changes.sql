-- Who changed a binder last, and when: what a colleague who saves after him is told.
-- up
ALTER TABLE binder ADD COLUMN modified_by uuid, ADD COLUMN modified_at timestamptz;

-- down
ALTER TABLE binder DROP COLUMN modified_by, DROP COLUMN modified_at;
