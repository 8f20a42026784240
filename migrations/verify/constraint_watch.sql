-- Verify forum:constraint_watch on pg
-- On a table of its own: two faults are raised together, and the good row passes.

begin;
set local role forum_owner;

create table registry.probe (
    id uuid,
    starts_on date,
    due_on date,
    share numeric,
    constraint probe_due_on_not_before_starts_on check (due_on >= starts_on),
    constraint probe_share_positive check (share > 0)
);
comment on constraint probe_due_on_not_before_starts_on on registry.probe is 'due_on must not be before starts_on.';
select registry.watch_constraints('probe');
select registry.watch_constraints('probe');

insert into registry.probe (starts_on, due_on, share) values ('2026-01-01', '2027-01-01', 1), (null, null, null);

do $$
declare
    told jsonb;
    forgotten text;
begin
    select string_agg(c.conname, ', ') into forgotten
    from pg_constraint c
    where c.connamespace = 'registry'::regnamespace and c.contype in ('c', 'f', 'u')
      and not exists (select from registry.constraint_problem p
                      where p.name = c.conname and p.message = coalesce(obj_description(c.oid, 'pg_constraint'), p.message));
    assert forgotten is null, 'registry.watch_constraints must run after these constraints and their comments: ' || forgotten;
    begin
        insert into registry.probe (starts_on, due_on, share) values ('2026-01-02', '2026-01-01', 0);
        assert false, 'the row must be refused';
    exception when check_violation then
        declare
            detail text;
        begin
            get stacked diagnostics detail = pg_exception_detail;
            told := detail;
        end;
    end;
    assert told = '{"constraints": ["probe_due_on_not_before_starts_on", "probe_share_positive"]}', told::text;
    assert (select array_agg(f order by f) = array['probe_due_on_not_before_starts_on', 'probe_share_positive']
            from registry.faults('probe', null, '{"starts_on":"2026-01-02","due_on":"2026-01-01","share":-1,"other":1}') f);
    assert (select array_agg(f) = array['probe_share_positive']
            from registry.faults('probe', null, '{"starts_on":"no date","due_on":"2026-01-01","share":-1}') f);
    assert (select (pointer, code, message) = ('/due_on', 'not_before_starts_on', 'due_on must not be before starts_on.')
            from registry.constraint_problem where name = 'probe_due_on_not_before_starts_on');
end
$$;

rollback;
