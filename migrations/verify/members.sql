-- Verify forum:members on pg

begin;

select id, version, kind, source, name, former_names, legal_form, pib, mb, lei, isin, vat_number,
       identifier_note, country, city, sector, activity, size, employees, website, description, status,
       status_effective_on, status_reason, joined_on, reapplied_on, reporting, reporting_due_on, softened_commitments,
       allowed_actions, created_at, updated_at
from api.member where false;

do $$
begin
    assert (select 'security_invoker=true' = any (reloptions) or 'security_invoker=on' = any (reloptions)
            from pg_class where oid = 'api.member'::regclass), 'api.member must show only what its reader may see';
    assert (select bool_and(relrowsecurity) from pg_class where oid in ('registry.member'::regclass, 'registry.former_name'::regclass, 'registry.membership'::regclass)), 'row-level security must be on';
    assert (select bool_and(relowner = 'forum_owner'::regrole) from pg_class where oid in ('registry.member'::regclass, 'registry.former_name'::regclass, 'registry.membership'::regclass)), 'forum_owner must own it';
    assert not exists (select from pg_constraint c where c.conrelid in ('registry.member'::regclass, 'registry.former_name'::regclass) and c.contype in ('c', 'f')
                       and c.conname not like 'membership%' and c.conname not like 'former%'
                       and obj_description(c.oid, 'pg_constraint') is null), 'every constraint must say what a client did wrong';
    assert not exists (select from pg_index x where x.indrelid in ('registry.member'::regclass, 'registry.former_name'::regclass) and not x.indisprimary
                       and obj_description(x.indexrelid, 'pg_class') is null), 'every index must say which request it serves';
    assert not has_column_privilege('forum_app', 'registry.member', 'id', 'update'), 'member.id is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.member', 'status', 'update'), 'member.status is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.member', 'joined_on', 'update'), 'member.joined_on is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.member', 'version', 'update'), 'member.version is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.member', 'unreported_year', 'update'), 'member.unreported_year is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.member', 'softened_commitments', 'update'), 'member.softened_commitments is not for a body to set';
    assert not has_any_column_privilege('forum_public', 'registry.member', 'insert, update'), 'the public only reads';
    assert not has_column_privilege('forum_public', 'registry.member', 'reapplied_on', 'select'), 'a new application of one who left is not public';
    assert (select count(*) = 2 from pg_proc where proname in ('member_faults', 'member_watch') and pronamespace = 'registry'::regnamespace);
end
$$;

rollback;
