-- Revert forum:taxonomy_nace from pg

begin;
set local role forum_owner;

delete from registry.taxonomy_entry where taxonomy in ('nace');
delete from registry.taxonomy where name in ('nace');

commit;
