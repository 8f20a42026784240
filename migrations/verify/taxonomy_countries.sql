-- Verify forum:taxonomy_countries on pg

begin;

do $$
begin
    assert (select count(*) >= 249 from registry.taxonomy_entry where taxonomy = 'countries'), 'countries must have its 249 entries';
    assert not exists (
        select from registry.taxonomy_entry e
        where e.taxonomy in ('countries') and e.parent is not null and not exists (
            select from registry.taxonomy_entry p
            where p.code = e.parent and p.taxonomy in ('countries'))),
        'every parent must be an entry';
end
$$;

rollback;
