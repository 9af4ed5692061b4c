-- How often it was asked for: what is asked for again while it is being done is not done with it.
ALTER TABLE erasure ADD COLUMN asked INTEGER NOT NULL DEFAULT 1;

ALTER TABLE hosted ADD COLUMN keeper TEXT NOT NULL DEFAULT ''; -- the member who said last for how many days it is kept. '': nobody did
