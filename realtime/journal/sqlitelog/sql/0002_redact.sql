-- Of an entry whose payload was replaced: salt is empty, and these cover what stands there now (journal.Seal2).
ALTER TABLE entry ADD COLUMN resalt BLOB;
ALTER TABLE entry ADD COLUMN recommitment BLOB;

-- The head when entries were replaced last: no snapshot from before it is kept.
ALTER TABLE board ADD COLUMN redacted INTEGER NOT NULL DEFAULT 0;
