-- Whether articles helped, and if not, why. One row for each time that somebody was asked and answered: who says more replaces
-- the row.

CREATE TABLE feedback (
    feedback INTEGER PRIMARY KEY AUTOINCREMENT,
    id       TEXT NOT NULL UNIQUE CHECK (length(id) = 32),
    at       TEXT NOT NULL,
    article  TEXT NOT NULL,
    locale   TEXT NOT NULL,
    helpful  INTEGER NOT NULL CHECK (helpful IN (0, 1)),
    reason   TEXT,
    comment  TEXT NOT NULL
) STRICT;

CREATE INDEX feedback_by_article ON feedback (article, at);
