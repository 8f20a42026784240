-- Verify forum:change_log on pg

begin;

select id, resource, resource_id, version, member_id, action, before, after, at,
       actor_key, actor_role, reason, note, request_id
from registry.change where false;

do $$
begin
    assert (select relrowsecurity from pg_class where oid = 'registry.change'::regclass), 'row-level security must be on';
    assert not has_table_privilege('forum_app', 'registry.change', 'insert, update, delete, truncate'),
        'the log is written by its trigger alone';
    assert not has_any_column_privilege('forum_public', 'registry.change', 'select'), 'the log is not public';
end
$$;

rollback;
