-- Revert forum:taxonomy_countries from pg

begin;
set local role forum_owner;

delete from registry.taxonomy_entry where taxonomy in ('countries');
delete from registry.taxonomy where name in ('countries');

commit;
