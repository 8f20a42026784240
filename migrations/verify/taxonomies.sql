-- Verify forum:taxonomies on pg

begin;

select name, title, entries from api.taxonomy where false;
select code, parent, level, name, position, taxonomy from api.taxonomy_entry where false;

do $$
begin
    assert (select bool_and(relrowsecurity) from pg_class
            where oid in ('registry.taxonomy'::regclass, 'registry.taxonomy_entry'::regclass)),
        'row-level security must be on';
end
$$;

rollback;
