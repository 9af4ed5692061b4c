-- Where a board's items go: an issue tracker's project. The token is needed as it is; no answer of the server ever holds it.
CREATE TABLE target (
  id      TEXT NOT NULL PRIMARY KEY,
  board   TEXT NOT NULL REFERENCES hosted (board),
  kind    TEXT NOT NULL,
  url     TEXT NOT NULL,
  repo    TEXT NOT NULL,
  token   TEXT NOT NULL,
  hook    TEXT NOT NULL,
  made_by TEXT NOT NULL,
  created INTEGER NOT NULL,
  ended   INTEGER,
  polled  INTEGER NOT NULL DEFAULT 0,
  since   INTEGER NOT NULL DEFAULT 0,
  leased  INTEGER NOT NULL DEFAULT 0,
  failed  TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX target_by_board ON target (board);

-- What became of an action there. It is written before the tracker is asked, so that an answer that is lost makes no second issue.
CREATE TABLE delivery (
  target TEXT NOT NULL REFERENCES target (id),
  action TEXT NOT NULL,
  title  TEXT NOT NULL,
  state  TEXT NOT NULL,
  ref    TEXT NOT NULL DEFAULT '',
  url    TEXT NOT NULL DEFAULT '',
  hash   TEXT NOT NULL DEFAULT '',
  body   TEXT NOT NULL DEFAULT '',
  seen   TEXT NOT NULL DEFAULT '',
  note   TEXT NOT NULL DEFAULT '',
  tries  INTEGER NOT NULL DEFAULT 0,
  due    INTEGER NOT NULL DEFAULT 0,
  at     INTEGER NOT NULL,
  PRIMARY KEY (target, action)
) STRICT;
