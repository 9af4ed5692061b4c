-- What bounds a link: it lets in until expires (null: for good) and most people (0: as many as the server lets), and asks for a
-- passphrase where phrase holds argon2id of one.
ALTER TABLE link ADD COLUMN expires bigint;
ALTER TABLE link ADD COLUMN most bigint  NOT NULL DEFAULT 0;
ALTER TABLE link ADD COLUMN phrase text NOT NULL DEFAULT '';

-- A secret that makes one more browser a member's: used once, within minutes. hash is SHA-256 of it.
CREATE TABLE handoff (
  hash    bytea   NOT NULL PRIMARY KEY,
  board   text    NOT NULL REFERENCES hosted (board),
  member  text    NOT NULL,
  link    text    NOT NULL REFERENCES link (id),
  expires bigint  NOT NULL
);
CREATE INDEX handoff_expires ON handoff (expires);
