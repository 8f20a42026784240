-- Verify forum:keys on pg

begin;

select id, version, role, member_id, label, scope, expires_at, revoked_at, last_used_at, created_at,
       updated_at
from api.key where false;
select role, member_id, key_id, label, scope, expires_at
from api.me where false;

do $$
begin
    assert (select 'security_invoker=true' = any (reloptions) or 'security_invoker=on' = any (reloptions)
            from pg_class where oid = 'api.key'::regclass), 'api.key must show only what its reader may see';
    assert (select 'security_invoker=true' = any (reloptions) or 'security_invoker=on' = any (reloptions)
            from pg_class where oid = 'api.me'::regclass), 'api.me must show only what its reader may see';
    assert (select bool_and(relrowsecurity) from pg_class where oid in ('registry.key'::regclass)), 'row-level security must be on';
    assert (select bool_and(relowner = 'forum_owner'::regrole) from pg_class where oid in ('registry.key'::regclass)), 'forum_owner must own it';
    assert not exists (select from pg_constraint c where c.conrelid in ('registry.key'::regclass) and c.contype in ('c', 'f')
                       and c.conname not like 'membership%' and c.conname not like 'former%'
                       and obj_description(c.oid, 'pg_constraint') is null), 'every constraint must say what a client did wrong';
    assert not exists (select from pg_index x where x.indrelid in ('registry.key'::regclass) and not x.indisprimary
                       and obj_description(x.indexrelid, 'pg_class') is null), 'every index must say which request it serves';
    assert not has_column_privilege('forum_app', 'registry.key', 'id', 'update'), 'key.id is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.key', 'role', 'update'), 'key.role is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.key', 'member_id', 'update'), 'key.member_id is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.key', 'digest', 'update'), 'key.digest is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.key', 'scope', 'update'), 'key.scope is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.key', 'expires_at', 'update'), 'key.expires_at is not for a body to set';
    assert not has_any_column_privilege('forum_public', 'registry.key', 'insert, update'), 'the public only reads';
    assert not has_column_privilege('forum_app', 'registry.key', 'digest', 'select'), 'nobody reads a digest';
    assert not has_function_privilege('forum_public', 'registry.enter(uuid,bytea,text[],boolean,text)', 'execute'), 'the public lane can not take an identity';
    assert not has_function_privilege('forum_app', 'registry.enter_as_operator(text)', 'execute');
    assert not has_function_privilege('forum_app', 'registry.make_key(text,uuid,text,bytea,uuid)', 'execute');
    assert not has_function_privilege('forum_app', 'registry.put_identity(text,uuid,uuid,text)', 'execute');
end
$$;

rollback;
