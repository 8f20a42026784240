-- Revert forum:statistics from pg

begin;

drop function registry.check_groups(bigint);
drop index registry.commitment_statistics;

commit;
