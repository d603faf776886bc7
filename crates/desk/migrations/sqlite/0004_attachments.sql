-- The files of tickets. Their content is in a folder, under the ticket's id and the hash.

CREATE TABLE attachments (
    attachment INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket     INTEGER NOT NULL REFERENCES tickets (number),
    name       TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size       INTEGER NOT NULL,
    sha256     TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;

CREATE INDEX attachments_by_ticket ON attachments (ticket, attachment);
