-- What bounds a link: it lets in until expires (null: for good) and most people (0: as many as the server lets), and asks for a
-- passphrase where phrase holds argon2id of one.
ALTER TABLE link ADD COLUMN expires INTEGER;
ALTER TABLE link ADD COLUMN most INTEGER NOT NULL DEFAULT 0;
ALTER TABLE link ADD COLUMN phrase TEXT NOT NULL DEFAULT '';

-- A secret that makes one more browser a member's: used once, within minutes. hash is SHA-256 of it.
CREATE TABLE handoff (
  hash    BLOB    NOT NULL PRIMARY KEY,
  board   TEXT    NOT NULL REFERENCES hosted (board),
  member  TEXT    NOT NULL,
  link    TEXT    NOT NULL REFERENCES link (id),
  expires INTEGER NOT NULL
) STRICT;
CREATE INDEX handoff_expires ON handoff (expires);
