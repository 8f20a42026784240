-- Verify forum:contacts on pg

begin;

select id, version, member_id, name, email, phone, role, created_at, updated_at
from api.contact where false;

do $$
begin
    assert (select 'security_invoker=true' = any (reloptions) from pg_class where oid = 'api.contact'::regclass),
        'api.contact must show only what its reader may see';
    assert (select relrowsecurity from pg_class where oid = 'registry.contact'::regclass), 'row-level security must be on';
    assert (select relowner = 'forum_owner'::regrole from pg_class where oid = 'registry.contact'::regclass), 'forum_owner must own it';
    assert not exists (select from pg_constraint c where c.conrelid = 'registry.contact'::regclass and c.contype in ('c', 'f')
                       and obj_description(c.oid, 'pg_constraint') is null), 'every constraint must say what a client did wrong';
    assert not exists (select from pg_index x where x.indrelid = 'registry.contact'::regclass and not x.indisprimary
                       and obj_description(x.indexrelid, 'pg_class') is null), 'every index must say which request it serves';
    assert not has_any_column_privilege('forum_public', 'registry.contact', 'select, insert, update'), 'persons are not public';
    assert not has_table_privilege('forum_public', 'api.contact', 'select'), 'persons are not public';
    assert not has_column_privilege('forum_app', 'registry.contact', 'member_id', 'update'), 'a contact stays with its member';
end
$$;

rollback;
