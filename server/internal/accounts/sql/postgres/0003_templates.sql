-- Templates that people made here, as their files (feltboard.template/1).
CREATE TABLE template (
  id      text    NOT NULL PRIMARY KEY,
  file    bytea   NOT NULL,
  created bigint  NOT NULL,
  deleted bigint            -- null: it is offered
);
