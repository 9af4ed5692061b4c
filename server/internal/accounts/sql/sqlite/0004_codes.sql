-- A board's short code that is said aloud. It follows from seed and the installation's secret, as hash does, so that it can
-- be shown again while it works and is nowhere written. A row that has expired means nothing.
CREATE TABLE code (
  board   TEXT    NOT NULL PRIMARY KEY REFERENCES hosted (board),
  link    TEXT    NOT NULL REFERENCES link (id),
  seed    BLOB    NOT NULL,
  hash    BLOB    NOT NULL UNIQUE,
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL
) STRICT;
