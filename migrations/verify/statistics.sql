-- Verify forum:statistics on pg

begin;

do $$
begin
    assert registry.check_groups(10000), 'as many groups as an answer may have';
    assert has_function_privilege('forum_public', 'registry.check_groups(bigint)', 'execute'), 'strangers group too';
    assert obj_description('registry.commitment_statistics'::regclass) is not null, 'the index says what it is for';
end
$$;

rollback;
