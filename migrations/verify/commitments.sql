-- Verify forum:commitments on pg

begin;

select id, version, member_id, title, description, area, sdgs, kind, indicator, unit, direction,
       baseline_value, baseline_on, target_value, starts_on, due_on, source, embargo_until, status,
       status_effective_on, status_reason, review_note, amended, softened, published_at, current_value,
       current_value_on, progress, health, health_reason, allowed_actions, created_at, updated_at
from api.commitment where false;

do $$
begin
    assert (select 'security_invoker=true' = any (reloptions) or 'security_invoker=on' = any (reloptions)
            from pg_class where oid = 'api.commitment'::regclass), 'api.commitment must show only what its reader may see';
    assert (select bool_and(relrowsecurity) from pg_class where oid in ('registry.commitment'::regclass)), 'row-level security must be on';
    assert (select bool_and(relowner = 'forum_owner'::regrole) from pg_class where oid in ('registry.commitment'::regclass)), 'forum_owner must own it';
    assert not exists (select from pg_constraint c where c.conrelid in ('registry.commitment'::regclass) and c.contype in ('c', 'f')
                       and c.conname not like 'membership%' and c.conname not like 'former%'
                       and obj_description(c.oid, 'pg_constraint') is null), 'every constraint must say what a client did wrong';
    assert not exists (select from pg_index x where x.indrelid in ('registry.commitment'::regclass) and not x.indisprimary
                       and obj_description(x.indexrelid, 'pg_class') is null), 'every index must say which request it serves';
    assert not has_column_privilege('forum_app', 'registry.commitment', 'id', 'update'), 'commitment.id is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.commitment', 'member_id', 'update'), 'commitment.member_id is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.commitment', 'status', 'update'), 'commitment.status is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.commitment', 'published_at', 'update'), 'commitment.published_at is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.commitment', 'amended', 'update'), 'commitment.amended is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.commitment', 'softened', 'update'), 'commitment.softened is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.commitment', 'current_value', 'update'), 'commitment.current_value is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.commitment', 'version', 'update'), 'commitment.version is not for a body to set';
    assert not has_any_column_privilege('forum_public', 'registry.commitment', 'insert, update'), 'the public only reads';
end
$$;

rollback;
