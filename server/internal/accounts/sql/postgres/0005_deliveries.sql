-- Where a board's items go: an issue tracker's project. The token is needed as it is; no answer of the server ever holds it.
CREATE TABLE target (
  id      text NOT NULL PRIMARY KEY,
  board   text NOT NULL REFERENCES hosted (board),
  kind    text NOT NULL,
  url     text NOT NULL,
  repo    text NOT NULL,
  token   text NOT NULL,
  hook    text NOT NULL,
  made_by text NOT NULL,
  created bigint NOT NULL,
  ended   bigint,
  polled  bigint NOT NULL DEFAULT 0,
  since   bigint NOT NULL DEFAULT 0,
  leased  bigint NOT NULL DEFAULT 0,
  failed  text NOT NULL DEFAULT ''
);
CREATE INDEX target_by_board ON target (board);

-- What became of an action there. It is written before the tracker is asked, so that an answer that is lost makes no second issue.
CREATE TABLE delivery (
  target text NOT NULL REFERENCES target (id),
  action text NOT NULL,
  title  text NOT NULL,
  state  text NOT NULL,
  ref    text NOT NULL DEFAULT '',
  url    text NOT NULL DEFAULT '',
  hash   text NOT NULL DEFAULT '',
  body   text NOT NULL DEFAULT '',
  seen   text NOT NULL DEFAULT '',
  note   text NOT NULL DEFAULT '',
  tries  bigint NOT NULL DEFAULT 0,
  due    bigint NOT NULL DEFAULT 0,
  at     bigint NOT NULL,
  PRIMARY KEY (target, action)
);
