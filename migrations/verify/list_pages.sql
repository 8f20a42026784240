-- Verify forum:list_pages on pg

begin;

select member, progress_entries from api.commitment where false;
select member, progress_entries from past.commitment(now()) where false;
select member, commitments from api.report where false;
select member, commitments from past.report(now()) where false;

do $$
begin
    assert not exists (select from pg_proc p
                       where p.oid = any (array['registry.progress_of(text, numeric, numeric, numeric)', 'pg_catalog.numeric_lt(numeric, numeric)',
                                                'pg_catalog.numeric_le(numeric, numeric)', 'pg_catalog.numeric_gt(numeric, numeric)',
                                                'pg_catalog.numeric_ge(numeric, numeric)']::regprocedure[])
                         and not p.proleakproof), 'lists by progress need the marks';
end
$$;

rollback;
