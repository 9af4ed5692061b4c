-- When a deleted board was brought back last: what it is kept for counts from then. null: it never was.
ALTER TABLE hosted ADD COLUMN restored INTEGER;
