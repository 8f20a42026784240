-- Revert forum:roles from pg
-- Takes back what this database granted, then drops the roles unless another database of the
-- cluster still uses them. Not `drop owned by`: that would also take grants on other databases.

begin;

revoke select on sqitch.changes from forum_app, forum_public;
revoke usage on schema sqitch from forum_app, forum_public;
alter default privileges for role forum_owner grant execute on functions to public;
alter default privileges for role forum_owner grant usage on types to public;
grant usage on schema public to public;

do $$
declare
    name text;
begin
    execute format('revoke all on database %I from forum_app, forum_public, forum_owner', current_database());
    execute format('grant connect, temporary on database %I to public', current_database());
    foreach name in array array['forum_public', 'forum_app', 'forum_owner'] loop
        begin
            execute format('drop role %I', name);
        exception when dependent_objects_still_exist then
            raise notice 'role % stays: another database uses it', name;
        end;
    end loop;
end
$$;

commit;
