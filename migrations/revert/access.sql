-- Revert forum:access from pg

begin;
set local role forum_owner;

drop function registry.check_seen(text, uuid);
drop function registry.check_owner(text, uuid);
drop function registry.check_version(text, uuid, integer);
drop function registry.hold(text, uuid, integer);
drop type registry.held_row;

commit;
