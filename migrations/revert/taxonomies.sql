-- Revert forum:taxonomies from pg

begin;
set local role forum_owner;

revoke execute on function registry.refuse(integer, text, jsonb) from forum_app, forum_public;
drop function registry.check_taxonomy(text);
drop view api.taxonomy_entry;
drop view api.taxonomy;
drop table registry.taxonomy_entry;
drop table registry.taxonomy;

commit;
