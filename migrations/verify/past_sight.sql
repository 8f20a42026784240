-- Verify forum:past_sight on pg

begin;

do $$
begin
    assert pg_get_functiondef('past.progress_rows(timestamptz)'::regprocedure) like '%past.commitment_rows(moment)%',
        'what lies below a commitment must be seen with it';
    assert pg_get_functiondef('past.member(timestamptz)'::regprocedure) like '%registry.reapplied_on(m.id, moment)%',
        'a member of the past must say when it applied again';
    assert has_function_privilege('forum_public', 'registry.check_seen(text, uuid, timestamptz)', 'execute');
end
$$;

rollback;
