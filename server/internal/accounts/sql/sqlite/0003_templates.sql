-- Templates that people made here, as their files (feltboard.template/1).
CREATE TABLE template (
  id      TEXT    NOT NULL PRIMARY KEY,
  file    BLOB    NOT NULL,
  created INTEGER NOT NULL,
  deleted INTEGER           -- null: it is offered
) STRICT;
