-- What all nodes of one installation share and nobody else knows: value is 32 random bytes, not a hash of them.
CREATE TABLE secret (
  name    TEXT    NOT NULL PRIMARY KEY,
  value   BLOB    NOT NULL CHECK (length(value) = 32),
  created INTEGER NOT NULL
) STRICT;

CREATE INDEX link_revoked ON link (revoked) WHERE revoked IS NOT NULL;
