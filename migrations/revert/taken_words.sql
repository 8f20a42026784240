-- Revert forum:taken_words from pg

begin;

drop function registry.take_words(integer);
drop function registry.touches(jsonb, jsonb, text[]);
drop table registry.words_head;

commit;
