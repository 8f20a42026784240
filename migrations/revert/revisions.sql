-- Revert forum:revisions from pg

begin;
set local role forum_owner;

drop view api.revision;
drop view registry.revision;
revoke execute on function registry.is_amended(registry.commitment, registry.commitment),
    registry.is_softened(registry.commitment, registry.commitment) from forum_app, forum_public;
drop function registry.told_changes(text, jsonb, jsonb, boolean, boolean);
drop function registry.told_value(jsonb, oid);
drop function registry.change_meaning(text, jsonb, jsonb, jsonb, jsonb);
drop function registry.time_between(date, date);
drop function registry.join_words(text[], text);
drop function registry.count_in_serbian(integer, text, text, text);
drop table registry.revised_column;
delete from registry.taxonomy_entry where taxonomy = 'change_meanings';
delete from registry.taxonomy where name = 'change_meanings';

commit;
