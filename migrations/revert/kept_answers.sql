-- Revert forum:kept_answers from pg

begin;

drop function registry.read_answer(bytea);
drop function registry.keep_answer(bytea, bytea, bytea);
drop function registry.recall_answer(bytea, bytea);
drop function registry.answers_kept_since();
drop table registry.kept_answer;

commit;
