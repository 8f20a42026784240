-- Revert forum:constraint_watch from pg

begin;
set local role forum_owner;

drop materialized view registry.constraint_problem;
drop function registry.faults(text, uuid, jsonb);
drop function registry.faults_of(text, jsonb);
drop function registry.watch_constraints(text);
drop function registry.drop_watch(text);

commit;
