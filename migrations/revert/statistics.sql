-- Revert forum:statistics from pg

begin;

alter function registry.reapplied_on(uuid) parallel unsafe;
alter function registry.allowed_actions(text, text, uuid) parallel unsafe;
drop function registry.check_groups(bigint);
drop index registry.commitment_statistics;

commit;
