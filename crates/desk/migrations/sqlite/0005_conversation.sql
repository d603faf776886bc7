-- What the form asked, what the customer did before, why a ticket may be spam; customers' replies and what they say of the help they
-- got; and when a status link ends. The answers and the context are JSON, as they travel.

ALTER TABLE tickets ADD COLUMN answers TEXT NOT NULL DEFAULT '[]';
ALTER TABLE tickets ADD COLUMN context TEXT NOT NULL DEFAULT '{}';
ALTER TABLE tickets ADD COLUMN suspicion TEXT;

-- When something was last written to the ticket or done with it. Older tickets count from today.
ALTER TABLE tickets ADD COLUMN changed_at TEXT NOT NULL DEFAULT '';
UPDATE tickets SET changed_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now');

-- Empty for links of which nobody wrote it down; these count from the ticket's last change alone.
ALTER TABLE status_tokens ADD COLUMN issued_at TEXT NOT NULL DEFAULT '';

-- Customers' replies have an id that their browser chose; those of agents have none.
ALTER TABLE replies ADD COLUMN author TEXT NOT NULL DEFAULT 'agent' CHECK (author IN ('agent', 'customer'));
ALTER TABLE replies ADD COLUMN id TEXT CHECK (length(id) = 32);

CREATE UNIQUE INDEX replies_by_id ON replies (ticket, id);

CREATE TABLE ratings (
    ticket  INTEGER PRIMARY KEY REFERENCES tickets (number),
    csat    INTEGER CHECK (csat BETWEEN 1 AND 5),
    ces     INTEGER CHECK (ces BETWEEN 1 AND 7),
    nps     INTEGER CHECK (nps BETWEEN 0 AND 10),
    comment TEXT NOT NULL
) STRICT;
