-- Verify forum:roles on pg

begin;

do $$
begin
    assert (select not rolcanlogin and not rolsuper and not rolbypassrls from pg_roles where rolname = 'forum_owner'),
        'forum_owner must be an ordinary role without a login';
    assert (select count(*) = 2 from pg_roles
            where rolname in ('forum_app', 'forum_public') and rolcanlogin
              and not rolsuper and not rolbypassrls and not rolcreaterole and not rolcreatedb),
        'forum_app and forum_public must be ordinary logins';
    assert not pg_has_role('forum_app', 'forum_owner', 'member'), 'forum_app must not become forum_owner';
    assert not pg_has_role('forum_public', 'forum_app', 'member'), 'forum_public must not become forum_app';
    assert has_database_privilege('forum_owner', current_database(), 'create'), 'forum_owner must create schemas';
    assert not has_database_privilege('forum_app', current_database(), 'create'), 'forum_app must not create schemas';
    assert not has_database_privilege('forum_app', current_database(), 'temporary'), 'forum_app must not create temporary tables';
    assert has_table_privilege('forum_app', 'sqitch.changes', 'select'), 'forum_app must read the deployed change';
    assert has_table_privilege('forum_public', 'sqitch.changes', 'select'), 'forum_public must read the deployed change';
end
$$;

rollback;
