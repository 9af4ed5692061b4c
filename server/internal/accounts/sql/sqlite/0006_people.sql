-- People who sign in. Nodes of the version before know of the owner alone: owner (the table, and the column of session) stays
-- for them, and what they leave without a person is the first owner's.
CREATE TABLE person (
  id      TEXT    NOT NULL PRIMARY KEY,
  name    TEXT    NOT NULL,
  email   TEXT    UNIQUE,   -- folded. null: none, or the person was removed
  hash    TEXT    NOT NULL, -- of the password, argon2id. '': none
  role    TEXT    NOT NULL CHECK (role IN ('owner', 'member')),
  issuer  TEXT,             -- with subject: who they are to a provider of single sign-on
  subject TEXT,
  inviter TEXT    NOT NULL DEFAULT '',
  created INTEGER NOT NULL,
  ended   INTEGER,          -- null: they may sign in
  UNIQUE (issuer, subject)
) STRICT;
INSERT INTO person (id, name, hash, role, created) SELECT lower(hex(randomblob(16))), name, '', 'owner', created FROM owner;

ALTER TABLE session ADD COLUMN person TEXT NOT NULL DEFAULT ''; -- '': a guest's
ALTER TABLE session ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN agent TEXT NOT NULL DEFAULT '';
UPDATE session SET seen = created, person = CASE WHEN owner THEN coalesce((SELECT id FROM person), '') ELSE '' END;
CREATE INDEX session_person ON session (person) WHERE person <> '';
CREATE INDEX session_browser ON session (browser);

ALTER TABLE hosted ADD COLUMN person TEXT NOT NULL DEFAULT ''; -- '': the first owner's
UPDATE hosted SET person = coalesce((SELECT id FROM person), '');
CREATE INDEX hosted_person ON hosted (person);

-- The seats of people who are signed in, on all their devices. Table seat holds those of guests' browsers.
CREATE TABLE person_seat (
  person  TEXT    NOT NULL REFERENCES person (id),
  board   TEXT    NOT NULL,
  member  TEXT    NOT NULL,
  link    TEXT    NOT NULL REFERENCES link (id),
  PRIMARY KEY (person, board)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_seat_link ON person_seat (link);
INSERT INTO person_seat (person, board, member, link)
  SELECT session.person, seat.board, seat.member, seat.link FROM seat JOIN session ON session.id = seat.session WHERE session.person <> ''
  ON CONFLICT (person, board) DO NOTHING;
CREATE VIEW sitting AS SELECT board, member, link FROM seat UNION ALL SELECT board, member, link FROM person_seat;

-- One-time links that make somebody a person here.
CREATE TABLE invite (
  id      TEXT    NOT NULL PRIMARY KEY,
  hash    BLOB    NOT NULL UNIQUE,
  role    TEXT    NOT NULL,
  email   TEXT    NOT NULL, -- folded. '': whoever has the link
  person  TEXT    NOT NULL REFERENCES person (id), -- who made it
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL
) STRICT;

-- Browsers whose session was ended, for the nodes that have connections of theirs.
CREATE TABLE ended (
  browser TEXT    NOT NULL PRIMARY KEY,
  at      INTEGER NOT NULL
) STRICT;
CREATE INDEX ended_at ON ended (at);

-- Sign-ins that came back from a provider, so that none comes back twice.
CREATE TABLE spent (
  hash    BLOB    NOT NULL PRIMARY KEY,
  expires INTEGER NOT NULL
) STRICT;
