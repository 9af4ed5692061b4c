-- Secrets are never here: hash is SHA-256 of a random value of at least 128 bits. Times are milliseconds since 1970 UTC.

CREATE TABLE owner (
  id      bigint  NOT NULL PRIMARY KEY CHECK (id = 1),
  name    text    NOT NULL,
  created bigint  NOT NULL
);

-- The one-time link that makes the owner, or signs them in again.
CREATE TABLE setup (
  id      bigint  NOT NULL PRIMARY KEY CHECK (id = 1),
  hash    bytea   NOT NULL,
  created bigint  NOT NULL
);

CREATE TABLE session (
  id      bigint  NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hash    bytea   NOT NULL UNIQUE,
  browser text    NOT NULL, -- stays when the token is renewed
  owner   boolean NOT NULL,
  created bigint  NOT NULL,
  expires bigint  NOT NULL
);
CREATE INDEX session_expires ON session (expires);

-- Boards made here, and which of their members the owner is.
CREATE TABLE hosted (
  board   text    NOT NULL PRIMARY KEY,
  member  text    NOT NULL,
  created bigint  NOT NULL
);

CREATE TABLE link (
  id      text    NOT NULL PRIMARY KEY,
  board   text    NOT NULL REFERENCES hosted (board),
  role    text    NOT NULL,
  hash    bytea   NOT NULL,
  created bigint  NOT NULL,
  revoked bigint            -- null: it works
);
CREATE INDEX link_board ON link (board);

-- Which member of a board a session is, and the link that let it in. The role is on the board itself.
CREATE TABLE seat (
  session bigint  NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  board   text    NOT NULL,
  member  text    NOT NULL,
  link    text    NOT NULL REFERENCES link (id),
  PRIMARY KEY (session, board)
);
CREATE INDEX seat_link ON seat (link);

CREATE TABLE audit (
  id      bigint  NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at      bigint  NOT NULL,
  board   text    NOT NULL, -- '': the server as a whole
  member  text    NOT NULL, -- '': nobody known
  act     text    NOT NULL,
  outcome text    NOT NULL
);
CREATE INDEX audit_board ON audit (board, id);
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit EXECUTE FUNCTION audit_refuse();

-- Rebuilt from the journal whenever seq is behind it.
CREATE TABLE summary (
  board     text    NOT NULL PRIMARY KEY,
  seq       bigint  NOT NULL,
  title     text    NOT NULL,
  template  text    NOT NULL,
  updated   bigint  NOT NULL,
  notes     bigint  NOT NULL,
  customers bigint  NOT NULL,
  actions   bigint  NOT NULL -- open ones
);
