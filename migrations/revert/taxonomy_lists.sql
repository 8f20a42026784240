-- Revert forum:taxonomy_lists from pg

begin;
set local role forum_owner;

delete from registry.taxonomy_entry where taxonomy in ('areas', 'company_sizes', 'legal_forms', 'report_frameworks', 'assurance_levels', 'report_kinds', 'status_reasons', 'units');
delete from registry.taxonomy where name in ('areas', 'company_sizes', 'legal_forms', 'report_frameworks', 'assurance_levels', 'report_kinds', 'status_reasons', 'units');

commit;
