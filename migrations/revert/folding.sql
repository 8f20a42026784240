-- Revert forum:folding from pg

begin;

drop function registry.fold(text);

commit;
