-- Verify forum:array_overlap on pg

begin;

do $$
begin
    assert (select proleakproof from pg_proc where oid = 'pg_catalog.arrayoverlap(anyarray,anyarray)'::regprocedure),
        'array overlap must be marked leakproof';
end
$$;

rollback;
