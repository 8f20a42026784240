-- Verify forum:progress on pg

begin;

select id, version, commitment_id, observed_on, value, note, evidence_url, supersedes, reason, superseded_by,
       created_at, updated_at
from api.progress where false;

do $$
begin
    assert (select 'security_invoker=true' = any (reloptions) or 'security_invoker=on' = any (reloptions)
            from pg_class where oid = 'api.progress'::regclass), 'api.progress must show only what its reader may see';
    assert (select bool_and(relrowsecurity) from pg_class where oid in ('registry.progress'::regclass)), 'row-level security must be on';
    assert (select bool_and(relowner = 'forum_owner'::regrole) from pg_class where oid in ('registry.progress'::regclass)), 'forum_owner must own it';
    assert not exists (select from pg_constraint c where c.conrelid in ('registry.progress'::regclass) and c.contype in ('c', 'f')
                       and c.conname not like 'membership%' and c.conname not like 'former%'
                       and obj_description(c.oid, 'pg_constraint') is null), 'every constraint must say what a client did wrong';
    assert not exists (select from pg_index x where x.indrelid in ('registry.progress'::regclass) and not x.indisprimary
                       and obj_description(x.indexrelid, 'pg_class') is null), 'every index must say which request it serves';
    assert not has_column_privilege('forum_app', 'registry.progress', 'id', 'update'), 'progress.id is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.progress', 'value', 'update'), 'progress.value is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.progress', 'observed_on', 'update'), 'progress.observed_on is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.progress', 'superseded_by', 'update'), 'progress.superseded_by is not for a body to set';
    assert not has_any_column_privilege('forum_public', 'registry.progress', 'insert, update'), 'the public only reads';
    assert not has_table_privilege('forum_app', 'registry.progress', 'delete'), 'an entry stays';
end
$$;

rollback;
