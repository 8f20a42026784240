-- Revert forum:data_version from pg

begin;

drop function registry.data_version();
drop index registry.change_not_sealed;

commit;
