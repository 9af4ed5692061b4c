-- What all nodes of one installation share and nobody else knows: value is 32 random bytes, not a hash of them.
CREATE TABLE secret (
  name    text    NOT NULL PRIMARY KEY,
  value   bytea   NOT NULL CHECK (octet_length(value) = 32),
  created bigint  NOT NULL
);

CREATE INDEX link_revoked ON link (revoked) WHERE revoked IS NOT NULL;
