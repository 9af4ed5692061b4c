-- A board and its last entry; head_seq 0 and head_id '' before the first.
CREATE TABLE board (
    id       TEXT    NOT NULL PRIMARY KEY,
    head_seq INTEGER NOT NULL,
    head_id  TEXT    NOT NULL,
    created  INTEGER NOT NULL -- milliseconds since 1970, UTC
) STRICT, WITHOUT ROWID;

-- One decision. The id is chained over the commitments, see journal.Seal.
CREATE TABLE entry (
    board      TEXT    NOT NULL REFERENCES board (id),
    seq        INTEGER NOT NULL,
    id         TEXT    NOT NULL,
    salt       BLOB    NOT NULL,
    commitment BLOB    NOT NULL,
    data       BLOB    NOT NULL,
    PRIMARY KEY (board, seq)
) STRICT, WITHOUT ROWID;

-- State folded up to and including entry (seq, id); sum is SHA-256(id, data).
CREATE TABLE snapshot (
    board TEXT    NOT NULL REFERENCES board (id),
    seq   INTEGER NOT NULL,
    id    TEXT    NOT NULL,
    sum   BLOB    NOT NULL,
    data  BLOB    NOT NULL,
    PRIMARY KEY (board, seq)
) STRICT, WITHOUT ROWID;

-- One row, counted up by commits that leave no other trace of having happened.
CREATE TABLE pulse (n INTEGER NOT NULL) STRICT;
INSERT INTO pulse (n) VALUES (0);
