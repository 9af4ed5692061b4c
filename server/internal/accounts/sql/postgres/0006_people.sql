-- People who sign in. Nodes of the version before know of the owner alone: owner (the table, and the column of session) stays
-- for them, and what they leave without a person is the first owner's.
CREATE TABLE person (
  id      text    NOT NULL PRIMARY KEY,
  name    text    NOT NULL,
  email   text    UNIQUE,   -- folded. null: none, or the person was removed
  hash    text    NOT NULL, -- of the password, argon2id. '': none
  role    text    NOT NULL CHECK (role IN ('owner', 'member')),
  issuer  text,             -- with subject: who they are to a provider of single sign-on
  subject text,
  inviter text    NOT NULL DEFAULT '',
  created bigint NOT NULL,
  ended   bigint,          -- null: they may sign in
  UNIQUE (issuer, subject)
);
INSERT INTO person (id, name, hash, role, created) SELECT replace(gen_random_uuid()::text, '-', ''), name, '', 'owner', created FROM owner;

ALTER TABLE session ADD COLUMN person text NOT NULL DEFAULT ''; -- '': a guest's
ALTER TABLE session ADD COLUMN seen bigint NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN agent text NOT NULL DEFAULT '';
UPDATE session SET seen = created, person = CASE WHEN owner THEN coalesce((SELECT id FROM person), '') ELSE '' END;
CREATE INDEX session_person ON session (person) WHERE person <> '';
CREATE INDEX session_browser ON session (browser);

ALTER TABLE hosted ADD COLUMN person text NOT NULL DEFAULT ''; -- '': the first owner's
UPDATE hosted SET person = coalesce((SELECT id FROM person), '');
CREATE INDEX hosted_person ON hosted (person);

-- The seats of people who are signed in, on all their devices. Table seat holds those of guests' browsers.
CREATE TABLE person_seat (
  person  text    NOT NULL REFERENCES person (id),
  board   text    NOT NULL,
  member  text    NOT NULL,
  link    text    NOT NULL REFERENCES link (id),
  PRIMARY KEY (person, board)
);
CREATE INDEX person_seat_link ON person_seat (link);
INSERT INTO person_seat (person, board, member, link)
  SELECT session.person, seat.board, seat.member, seat.link FROM seat JOIN session ON session.id = seat.session WHERE session.person <> ''
  ON CONFLICT (person, board) DO NOTHING;
CREATE VIEW sitting AS SELECT board, member, link FROM seat UNION ALL SELECT board, member, link FROM person_seat;

-- One-time links that make somebody a person here.
CREATE TABLE invite (
  id      text    NOT NULL PRIMARY KEY,
  hash    bytea    NOT NULL UNIQUE,
  role    text    NOT NULL,
  email   text    NOT NULL, -- folded. '': whoever has the link
  person  text    NOT NULL REFERENCES person (id), -- who made it
  created bigint NOT NULL,
  expires bigint NOT NULL
);

-- Browsers whose session was ended, for the nodes that have connections of theirs.
CREATE TABLE ended (
  browser text    NOT NULL PRIMARY KEY,
  at      bigint NOT NULL
);
CREATE INDEX ended_at ON ended (at);

-- Sign-ins that came back from a provider, so that none comes back twice.
CREATE TABLE spent (
  hash    bytea    NOT NULL PRIMARY KEY,
  expires bigint NOT NULL
);
