-- Of an entry whose payload was replaced: salt is empty, and these cover what stands there now (journal.Seal2).
ALTER TABLE entry ADD COLUMN resalt bytea, ADD COLUMN recommitment bytea;

-- The head when entries were replaced last: no snapshot from before it is kept.
ALTER TABLE board ADD COLUMN redacted bigint NOT NULL DEFAULT 0;

-- What people wrote is not to be sampled into pg_statistic, where erasing does not reach. Naming the same type again takes
-- away what was sampled before, and leaves the table as it is.
ALTER TABLE entry ALTER COLUMN data TYPE bytea, ALTER COLUMN data SET STATISTICS 0;
ALTER TABLE snapshot ALTER COLUMN data TYPE bytea, ALTER COLUMN data SET STATISTICS 0;
