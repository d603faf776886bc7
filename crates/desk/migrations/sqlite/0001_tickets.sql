-- Tickets, the agents' answers, and who may look. Rows of tickets are never deleted: an id stays taken for ever.

CREATE TABLE tickets (
    number       INTEGER PRIMARY KEY AUTOINCREMENT,
    id           TEXT NOT NULL UNIQUE CHECK (length(id) = 32),
    content_hash BLOB NOT NULL,
    state        TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'waiting', 'solved')),
    created_at   TEXT NOT NULL,
    name         TEXT NOT NULL,
    email        TEXT NOT NULL,
    subject      TEXT NOT NULL,
    message      TEXT NOT NULL,
    locale       TEXT NOT NULL,
    page         TEXT NOT NULL
) STRICT;

CREATE INDEX tickets_by_state ON tickets (state, number);

-- The first ticket is number 1001.
INSERT INTO sqlite_sequence (name, seq) VALUES ('tickets', 1000);

CREATE TABLE replies (
    reply  INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket INTEGER NOT NULL REFERENCES tickets (number),
    at     TEXT NOT NULL,
    text   TEXT NOT NULL
) STRICT;

CREATE INDEX replies_by_ticket ON replies (ticket, reply);

-- Only the SHA-256 of a token is kept: who reads the database cannot follow a status link.
CREATE TABLE status_tokens (
    issued INTEGER PRIMARY KEY AUTOINCREMENT,
    hash   BLOB NOT NULL UNIQUE,
    ticket INTEGER NOT NULL REFERENCES tickets (number)
) STRICT;

CREATE INDEX status_tokens_by_ticket ON status_tokens (ticket, issued);
