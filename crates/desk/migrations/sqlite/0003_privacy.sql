-- How long ago a ticket was solved, for those who keep tickets for so long only; and which were erased. Of an erased ticket its
-- id, number, state and times are left. Tickets solved before there was this column count from today.

ALTER TABLE tickets ADD COLUMN solved_at TEXT;
ALTER TABLE tickets ADD COLUMN erased_at TEXT;

UPDATE tickets SET solved_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE state = 'solved';
