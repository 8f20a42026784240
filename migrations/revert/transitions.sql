-- Revert forum:transitions from pg

begin;
set local role forum_owner;

drop function registry.guard_status(text, text, text);
drop table registry.transition;

commit;
