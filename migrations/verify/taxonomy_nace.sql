-- Verify forum:taxonomy_nace on pg

begin;

do $$
begin
    assert (select count(*) = 996 from registry.taxonomy_entry where taxonomy = 'nace'), 'nace must have its 996 entries';
    assert not exists (
        select from registry.taxonomy_entry e
        where e.taxonomy in ('nace') and e.parent is not null and not exists (
            select from registry.taxonomy_entry p
            where p.code = e.parent and p.taxonomy in ('nace'))),
        'every parent must be an entry';
end
$$;

rollback;
