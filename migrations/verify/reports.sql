-- Verify forum:reports on pg

begin;

select id, version, member_id, title, kind, period_start, period_end, languages, frameworks, assurance_level,
       assurance_provider, assurance_standard, commitment_ids, document, figures, embargo_until, status,
       status_effective_on, review_note, superseded_by, published_at, allowed_actions, created_at, updated_at
from api.report where false;

do $$
begin
    assert (select 'security_invoker=true' = any (reloptions) or 'security_invoker=on' = any (reloptions)
            from pg_class where oid = 'api.report'::regclass), 'api.report must show only what its reader may see';
    assert (select bool_and(relrowsecurity) from pg_class where oid in ('registry.report'::regclass)), 'row-level security must be on';
    assert (select bool_and(relowner = 'forum_owner'::regrole) from pg_class where oid in ('registry.report'::regclass)), 'forum_owner must own it';
    assert not exists (select from pg_constraint c where c.conrelid in ('registry.report'::regclass) and c.contype in ('c', 'f')
                       and c.conname not like 'membership%' and c.conname not like 'former%'
                       and obj_description(c.oid, 'pg_constraint') is null), 'every constraint must say what a client did wrong';
    assert not exists (select from pg_index x where x.indrelid in ('registry.report'::regclass) and not x.indisprimary
                       and obj_description(x.indexrelid, 'pg_class') is null), 'every index must say which request it serves';
    assert not has_column_privilege('forum_app', 'registry.report', 'id', 'update'), 'report.id is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.report', 'member_id', 'update'), 'report.member_id is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.report', 'status', 'update'), 'report.status is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.report', 'published_at', 'update'), 'report.published_at is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.report', 'superseded_by', 'update'), 'report.superseded_by is not for a body to set';
    assert not has_column_privilege('forum_app', 'registry.report', 'version', 'update'), 'report.version is not for a body to set';
    assert not has_any_column_privilege('forum_public', 'registry.report', 'insert, update'), 'the public only reads';
    assert registry.is_survey('{"currency":"RSD","investments":[{"area":"community","form":"cash","amount":588480594.12}],"projects":1154}');
    assert not registry.is_survey('{"investments":[{"area":"community","form":"cash","amount":0.123}]}');
    assert not registry.is_survey('{"investments":[{"area":"community","form":"cash"}]}');
    assert registry.is_survey('{"aligned_with_sdgs":true}') and not registry.is_survey('{"aligned_with_sdgs":1}');
    assert not registry.is_survey('{"projects":-1}') and not registry.is_survey('{"projects":1.5}') and not registry.is_survey('{"others":1}');
    assert registry.is_document('{"url":"https://smartkolektiv.org/izvestaj.pdf","media_type":"application/pdf","size_bytes":1}');
    assert not registry.is_document('{"url":"ftp://smartkolektiv.org/"}') and not registry.is_document('{}');
end
$$;

rollback;
