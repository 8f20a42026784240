-- Revert forum:taxonomy_sdgs from pg

begin;
set local role forum_owner;

delete from registry.taxonomy_entry where taxonomy in ('sdgs', 'sdg_targets', 'sdg_indicators');
delete from registry.taxonomy where name in ('sdgs', 'sdg_targets', 'sdg_indicators');

commit;
