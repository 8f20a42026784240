-- Revert forum:change_log from pg

begin;
set local role forum_owner;

drop function registry.watch_changes(regclass, text);
drop function registry.record_changes();
drop function registry.set_reason(text);
drop table registry.change;

commit;
