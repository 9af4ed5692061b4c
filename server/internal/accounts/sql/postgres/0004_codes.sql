-- A board's short code that is said aloud. It follows from seed and the installation's secret, as hash does, so that it can
-- be shown again while it works and is nowhere written. A row that has expired means nothing.
CREATE TABLE code (
  board   text    NOT NULL PRIMARY KEY REFERENCES hosted (board),
  link    text    NOT NULL REFERENCES link (id),
  seed    bytea   NOT NULL,
  hash    bytea   NOT NULL UNIQUE,
  created bigint  NOT NULL,
  expires bigint  NOT NULL
);
