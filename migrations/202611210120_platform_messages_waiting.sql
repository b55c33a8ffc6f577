-- How many unhurried messages of a tenant already wait for their turn, asked before more are written.
-- up
CREATE INDEX outgoing_message_waiting ON outgoing_message (tenant_id, channel) WHERE unhurried AND state = 'queued';

-- down
DROP INDEX outgoing_message_waiting;
