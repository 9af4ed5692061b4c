-- Who, signed in, handed a seat over to another browser, so that it ends with what they end. '': nobody did.
ALTER TABLE handoff ADD COLUMN giver TEXT NOT NULL DEFAULT '';
ALTER TABLE seat ADD COLUMN giver TEXT NOT NULL DEFAULT '';
ALTER TABLE person_seat ADD COLUMN giver TEXT NOT NULL DEFAULT '';
CREATE INDEX seat_giver ON seat (giver) WHERE giver <> '';
CREATE INDEX person_seat_giver ON person_seat (giver) WHERE giver <> '';
UPDATE seat SET giver = coalesce((SELECT person FROM hosted WHERE hosted.board = seat.board AND hosted.member = seat.member),
  (SELECT min(person) FROM person_seat WHERE person_seat.board = seat.board AND person_seat.member = seat.member), '');

-- Who was removed, to a provider of single sign-on or by their address: a hash of either with a key of its own.
CREATE TABLE barred (
  key     BLOB    NOT NULL,
  hash    BLOB    NOT NULL PRIMARY KEY,
  at      INTEGER NOT NULL
) STRICT;

-- Whether somebody has signed in by the address, or a provider or an owner's invitation said that it is theirs.
ALTER TABLE person ADD COLUMN proved INTEGER NOT NULL DEFAULT 0;
UPDATE person SET proved = 1 WHERE hash <> '';
