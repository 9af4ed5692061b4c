-- Secrets are never here: hash is SHA-256 of a random value of at least 128 bits. Times are milliseconds since 1970 UTC.

CREATE TABLE owner (
  id      INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  name    TEXT    NOT NULL,
  created INTEGER NOT NULL
) STRICT;

-- The one-time link that makes the owner, or signs them in again.
CREATE TABLE setup (
  id      INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  hash    BLOB    NOT NULL,
  created INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
  id      INTEGER NOT NULL PRIMARY KEY,
  hash    BLOB    NOT NULL UNIQUE,
  browser TEXT    NOT NULL, -- stays when the token is renewed
  owner   INTEGER NOT NULL, -- 1: the owner's
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL
) STRICT;
CREATE INDEX session_expires ON session (expires);

-- Boards made here, and which of their members the owner is.
CREATE TABLE hosted (
  board   TEXT    NOT NULL PRIMARY KEY,
  member  TEXT    NOT NULL,
  created INTEGER NOT NULL
) STRICT;

CREATE TABLE link (
  id      TEXT    NOT NULL PRIMARY KEY,
  board   TEXT    NOT NULL REFERENCES hosted (board),
  role    TEXT    NOT NULL,
  hash    BLOB    NOT NULL,
  created INTEGER NOT NULL,
  revoked INTEGER           -- null: it works
) STRICT;
CREATE INDEX link_board ON link (board);

-- Which member of a board a session is, and the link that let it in. The role is on the board itself.
CREATE TABLE seat (
  session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  board   TEXT    NOT NULL,
  member  TEXT    NOT NULL,
  link    TEXT    NOT NULL REFERENCES link (id),
  PRIMARY KEY (session, board)
) STRICT, WITHOUT ROWID;
CREATE INDEX seat_link ON seat (link);

CREATE TABLE audit (
  id      INTEGER NOT NULL PRIMARY KEY,
  at      INTEGER NOT NULL,
  board   TEXT    NOT NULL, -- '': the server as a whole
  member  TEXT    NOT NULL, -- '': nobody known
  act     TEXT    NOT NULL,
  outcome TEXT    NOT NULL
) STRICT;
CREATE INDEX audit_board ON audit (board, id);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

-- Rebuilt from the journal whenever seq is behind it.
CREATE TABLE summary (
  board     TEXT    NOT NULL PRIMARY KEY,
  seq       INTEGER NOT NULL,
  title     TEXT    NOT NULL,
  template  TEXT    NOT NULL,
  updated   INTEGER NOT NULL,
  notes     INTEGER NOT NULL,
  customers INTEGER NOT NULL,
  actions   INTEGER NOT NULL -- open ones
) STRICT;
