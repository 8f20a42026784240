-- Verify forum:taxonomy_sdgs on pg

begin;

do $$
begin
    assert (select count(*) >= 17 from registry.taxonomy_entry where taxonomy = 'sdgs'), 'sdgs must have its 17 entries';
    assert (select count(*) >= 169 from registry.taxonomy_entry where taxonomy = 'sdg_targets'), 'sdg_targets must have its 169 entries';
    assert (select count(*) >= 252 from registry.taxonomy_entry where taxonomy = 'sdg_indicators'), 'sdg_indicators must have its 252 entries';
    assert not exists (
        select from registry.taxonomy_entry e
        where e.taxonomy in ('sdgs', 'sdg_targets', 'sdg_indicators') and e.parent is not null and not exists (
            select from registry.taxonomy_entry p
            where p.code = e.parent and p.taxonomy in ('sdgs', 'sdg_targets', 'sdg_indicators'))),
        'every parent must be an entry';
end
$$;

rollback;
