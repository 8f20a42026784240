-- Revert forum:transitions from pg

begin;
set local role forum_owner;

drop function registry.guard_status(text, text, text);
drop materialized view registry.allowed_action;
drop table registry.transition;
drop function registry.follow_transitions();

commit;
