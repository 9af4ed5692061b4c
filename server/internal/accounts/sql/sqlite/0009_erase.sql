-- What opens somebody's own contributions to a board: hash is SHA-256 of a secret that a member made for themselves. It works
-- when their link, session or role is long gone.
CREATE TABLE mine (
  hash    BLOB    NOT NULL PRIMARY KEY,
  board   TEXT    NOT NULL,
  member  TEXT    NOT NULL,
  created INTEGER NOT NULL
) STRICT;
CREATE INDEX mine_member ON mine (board, member);

-- What was erased, by record, so that it is erased again in a backup from before: ids, and no words. A row without a record is
-- a board that was removed. done: nothing of it is left here.
CREATE TABLE erasure (
  board  TEXT    NOT NULL,
  record TEXT    NOT NULL,
  type   TEXT    NOT NULL,
  at     INTEGER NOT NULL,
  done   INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (board, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX erasure_undone ON erasure (board) WHERE done = 0;

-- What left the house: files that somebody fetched, and what was sent to trackers.
CREATE TABLE outgoing (
  id     INTEGER NOT NULL PRIMARY KEY,
  board  TEXT    NOT NULL,
  at     INTEGER NOT NULL,
  member TEXT    NOT NULL,
  format TEXT    NOT NULL,
  seq    INTEGER NOT NULL, -- the board's when it was made
  stale  INTEGER           -- when something in it was erased. null: nothing was
) STRICT;
CREATE INDEX outgoing_board ON outgoing (board, id);

ALTER TABLE hosted ADD COLUMN keeps INTEGER NOT NULL DEFAULT 0; -- days without a change after which it is deleted. 0: for ever
ALTER TABLE hosted ADD COLUMN deleted INTEGER;                  -- when it was. null: it is there
CREATE INDEX hosted_deleted ON hosted (deleted) WHERE deleted IS NOT NULL;
