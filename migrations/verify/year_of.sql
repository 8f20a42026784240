-- Verify forum:year_of on pg

begin;

do $$
begin
    assert registry.year_of('2030-12-31') = 2030 and registry.year_of('2031-01-01') = 2031, 'a day belongs to its year';
    assert (select proleakproof from pg_proc where oid = 'registry.year_of(date)'::regprocedure), 'year_of must be leakproof';
end
$$;

rollback;
