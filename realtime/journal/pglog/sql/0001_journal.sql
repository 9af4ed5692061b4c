-- A board and its last entry; head_seq 0 and head_id '' before the first. Ids sort by bytes.
CREATE TABLE board (
    id       text COLLATE "C" NOT NULL PRIMARY KEY,
    head_seq bigint           NOT NULL,
    head_id  text             NOT NULL,
    created  bigint           NOT NULL -- milliseconds since 1970, UTC
) WITH (fillfactor = 70); -- the head moves with every commit, and can stay in its page

-- One decision. The id is chained over the commitments, see journal.Seal. That its board exists is seen to by the
-- commit, which has read the head; a foreign key would look at it again for every entry.
CREATE TABLE entry (
    board      text COLLATE "C" NOT NULL,
    seq        bigint           NOT NULL,
    id         text             NOT NULL,
    salt       bytea            NOT NULL,
    commitment bytea            NOT NULL,
    data       bytea            NOT NULL,
    PRIMARY KEY (board, seq)
);

-- State folded up to and including entry (seq, id); sum is SHA-256(id, data).
CREATE TABLE snapshot (
    board text COLLATE "C" NOT NULL REFERENCES board (id),
    seq   bigint           NOT NULL,
    id    text             NOT NULL,
    sum   bytea            NOT NULL,
    data  bytea            NOT NULL,
    PRIMARY KEY (board, seq)
);

-- One row, counted up to see whether a write gets through.
CREATE TABLE pulse (n bigint NOT NULL);
INSERT INTO pulse (n) VALUES (0);

-- Which of the transactions of Write have happened, for an hour.
CREATE TABLE written (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    at timestamptz      NOT NULL
);
CREATE INDEX written_at ON written (at);
