-- How long ago a ticket was solved, for those who keep tickets for so long only; and which were erased. Of an erased ticket its
-- id, number, state and times are left.

ALTER TABLE tickets ADD COLUMN solved_at TEXT;
ALTER TABLE tickets ADD COLUMN erased_at TEXT;
