-- How often: what anybody can bring about as often as they like is written down once a minute.
ALTER TABLE audit ADD COLUMN times INTEGER NOT NULL DEFAULT 1;
