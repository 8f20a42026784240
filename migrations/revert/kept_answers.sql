-- Revert forum:kept_answers from pg

begin;

drop trigger wipe_answers on registry.contact;
drop trigger note_person on registry.contact;
drop function registry.forget_answers();
drop function registry.note_person();
drop function registry.read_answer(bytea);
drop function registry.keep_answer(bytea, bytea, bytea);
drop function registry.recall_answer(bytea, bytea);
drop function registry.answers_kept_since();
drop table registry.kept_answer;

commit;
