-- Whether an article helped somebody who was writing a ticket, which was not sent then.

ALTER TABLE feedback ADD COLUMN ticket_avoided INTEGER NOT NULL DEFAULT 0 CHECK (ticket_avoided IN (0, 1));
