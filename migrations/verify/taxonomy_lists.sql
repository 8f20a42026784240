-- Verify forum:taxonomy_lists on pg

begin;

do $$
begin
    assert (select count(*) >= 5 from registry.taxonomy_entry where taxonomy = 'areas'), 'areas must have its 5 entries';
    assert (select count(*) >= 4 from registry.taxonomy_entry where taxonomy = 'company_sizes'), 'company_sizes must have its 4 entries';
    assert (select count(*) >= 11 from registry.taxonomy_entry where taxonomy = 'legal_forms'), 'legal_forms must have its 11 entries';
    assert (select count(*) >= 9 from registry.taxonomy_entry where taxonomy = 'report_frameworks'), 'report_frameworks must have its 9 entries';
    assert (select count(*) >= 3 from registry.taxonomy_entry where taxonomy = 'assurance_levels'), 'assurance_levels must have its 3 entries';
    assert (select count(*) >= 6 from registry.taxonomy_entry where taxonomy = 'report_kinds'), 'report_kinds must have its 6 entries';
    assert (select count(*) >= 18 from registry.taxonomy_entry where taxonomy = 'status_reasons'), 'status_reasons must have its 18 entries';
    assert (select count(*) >= 38 from registry.taxonomy_entry where taxonomy = 'units'), 'units must have its 38 entries';
    assert not exists (
        select from registry.taxonomy_entry e
        where e.taxonomy in ('areas', 'company_sizes', 'legal_forms', 'report_frameworks', 'assurance_levels', 'report_kinds', 'status_reasons', 'units') and e.parent is not null and not exists (
            select from registry.taxonomy_entry p
            where p.code = e.parent and p.taxonomy in ('areas', 'company_sizes', 'legal_forms', 'report_frameworks', 'assurance_levels', 'report_kinds', 'status_reasons', 'units'))),
        'every parent must be an entry';
end
$$;

rollback;
