-- Revert forum:finding from pg

begin;

do $$
declare
    r text;
begin
    foreach r in array '{member,commitment,report}'::text[] loop
        execute format('drop trigger forget_words on registry.%I', r);
        execute format('drop function registry.%I()', 'forget_' || r || '_words');
        execute format('drop function registry.%I(uuid[])', 'put_' || r || '_words');
        execute format('drop function registry.%I(uuid[])', 'tell_' || r || '_words');
        execute format('drop table registry.%I', r || '_words');
        execute format('drop sequence registry.%I', r || '_place');
        execute format('drop view registry.%I', r || '_texts');
    end loop;
end
$$;
drop function registry.make_words(text);
drop function registry.watch_words(text, text[]);
drop function registry.search_steps(text, text, integer, bigint);
drop function registry.search_slices(bigint);
drop function registry.last_place(text);
drop function registry.search_all(text, text);
drop function registry.search_kinds(text, boolean);
drop function registry.highlights(text, jsonb);
drop function registry.marked_words(text[], text[]);
drop function registry.asked_words(text);
drop function registry.all_of(tsquery[]);
drop function registry.any_of(text[]);
drop function registry.known_words(text, boolean);
drop table registry.vocabulary;
drop function registry.words_of(text[], text[], text[], bigint);
drop function registry.number_word(text);
drop function registry.near_forms(text);
alter function pg_catalog.ts_match_vq(tsvector, tsquery) not leakproof;

commit;
