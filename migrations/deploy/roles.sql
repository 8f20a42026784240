-- Deploy forum:roles to pg
-- The three roles of the registry, and what each may do with this database.
--
-- Run by a superuser of the cluster; everything later is made by forum_owner. Roles belong to the
-- cluster, so another database may have made them already. How the two logins prove who they are
-- (peer, a password) is the operator's choice and no migration's business.

begin;

do $$
begin
    if not exists (select from pg_roles where rolname = 'forum_owner') then
        create role forum_owner nologin;
    end if;
    if not exists (select from pg_roles where rolname = 'forum_app') then
        create role forum_app login;
    end if;
    if not exists (select from pg_roles where rolname = 'forum_public') then
        create role forum_public login;
    end if;
end
$$;

comment on role forum_owner is 'Owns every object of the registry; nobody logs in as it.';
comment on role forum_app is 'Acts for the holders of keys: no DDL, no BYPASSRLS, only the grants that it needs.';
comment on role forum_public is 'Reads what is published, and nothing else.';

-- Statements here are short and prepared; compiling one costs more than it saves.
alter role forum_app set jit = off;
alter role forum_public set jit = off;
alter role forum_public set default_transaction_read_only = on;
-- Values are persons, drafts, and once in its life the text of a key: whatever PostgreSQL is told to log, not these.
alter role forum_app set log_parameter_max_length = 0;
alter role forum_app set log_parameter_max_length_on_error = 0;
alter role forum_public set log_parameter_max_length = 0;
alter role forum_public set log_parameter_max_length_on_error = 0;

do $$
begin
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to forum_app, forum_public', current_database());
    execute format('grant connect, create on database %I to forum_owner', current_database());
end
$$;

revoke all on schema public from public;

-- A function is callable by those who are granted it, not by everyone.
alter default privileges for role forum_owner revoke execute on functions from public;
alter default privileges for role forum_owner revoke usage on types from public;

-- The daemon compares the deployed change with the one that it was built for.
grant usage on schema sqitch to forum_app, forum_public;
grant select on sqitch.changes to forum_app, forum_public;

commit;
