-- The person for whom an invitation sets a new password. '': it makes somebody a person.
ALTER TABLE invite ADD COLUMN renews TEXT NOT NULL DEFAULT '';
