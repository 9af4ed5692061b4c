-- What opens somebody's own contributions to a board: hash is SHA-256 of a secret that a member made for themselves. It works
-- when their link, session or role is long gone.
CREATE TABLE mine (
  hash    bytea   NOT NULL PRIMARY KEY,
  board   text    NOT NULL,
  member  text    NOT NULL,
  created bigint NOT NULL
);
CREATE INDEX mine_member ON mine (board, member);

-- What was erased, by record, so that it is erased again in a backup from before: ids, and no words. A row without a record is
-- a board that was removed. done: nothing of it is left here.
CREATE TABLE erasure (
  board  text    NOT NULL,
  record text    NOT NULL,
  type   text    NOT NULL,
  at     bigint NOT NULL,
  done   bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (board, record)
);
CREATE INDEX erasure_undone ON erasure (board) WHERE done = 0;

-- What left the house: files that somebody fetched, and what was sent to trackers.
CREATE TABLE outgoing (
  id     bigint NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  board  text    NOT NULL,
  at     bigint NOT NULL,
  member text    NOT NULL,
  format text    NOT NULL,
  seq    bigint NOT NULL, -- the board's when it was made
  stale  bigint           -- when something in it was erased. null: nothing was
);
CREATE INDEX outgoing_board ON outgoing (board, id);

ALTER TABLE hosted ADD COLUMN keeps bigint NOT NULL DEFAULT 0; -- days without a change after which it is deleted. 0: for ever
ALTER TABLE hosted ADD COLUMN deleted bigint;                  -- when it was. null: it is there
CREATE INDEX hosted_deleted ON hosted (deleted) WHERE deleted IS NOT NULL;
