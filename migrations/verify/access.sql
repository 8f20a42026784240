-- Verify forum:access on pg

begin;

do $$
begin
    assert has_function_privilege('forum_app', 'registry.check_version(text,uuid,integer)', 'execute');
    assert has_function_privilege('forum_app', 'registry.check_owner(text,uuid)', 'execute');
    assert has_function_privilege('forum_app', 'registry.check_own(text,uuid)', 'execute');
    assert not has_function_privilege('forum_public', 'registry.check_own(text,uuid)', 'execute');
    assert has_function_privilege('forum_public', 'registry.check_seen(text,uuid)', 'execute');
    assert not has_function_privilege('forum_app', 'registry.hold(text,uuid,integer)', 'execute');
    assert not has_function_privilege('forum_app', 'registry.access_of(text,uuid,boolean)', 'execute');
    assert not exists (select from pg_class c
                       where c.relnamespace = 'registry'::regnamespace and c.relname like '%\_access'
                         and (has_table_privilege('forum_app', c.oid, 'select') or has_table_privilege('forum_public', c.oid, 'select'))),
        'who owns a row that they can not see is told to nobody';
    assert not has_function_privilege('forum_public', 'registry.check_version(text,uuid,integer)', 'execute');
    begin
        perform registry.check_version('member', '0190a000-0000-7000-8000-000000000000', null);
        assert false, 'a row that is not there must be refused';
    exception when sqlstate 'FR404' then
        null;
    end;
end
$$;

rollback;
