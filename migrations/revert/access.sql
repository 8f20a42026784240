-- Revert forum:access from pg

begin;
set local role forum_owner;

drop function registry.check_seen(text, uuid);
drop function registry.check_own(text, uuid);
drop function registry.check_owner(text, uuid);
drop function registry.check_version(text, uuid, integer);
drop function registry.hold(text, uuid, integer);
drop function registry.check_held(text, registry.held_row, integer);
drop function registry.check_access(text, registry.held_row);
drop function registry.is_visible(text, uuid);
drop function registry.access_of(text, uuid, boolean);
drop function registry.watch_access();
drop type registry.held_row;

commit;
