-- Verify forum:statistics on pg

begin;

do $$
begin
    assert registry.check_groups(10000), 'as many groups as an answer may have';
    assert has_function_privilege('forum_public', 'registry.check_groups(bigint)', 'execute'), 'strangers group too';
    assert (select count(*) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = 'registry' and p.proname in ('allowed_actions', 'reapplied_on') and p.proparallel = 'u') = 0,
        'counting may be shared by processes';
    assert obj_description('registry.commitment_statistics'::regclass) is not null, 'the index says what it is for';
end
$$;

rollback;
