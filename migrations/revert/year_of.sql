-- Revert forum:year_of from pg

begin;

drop function registry.year_of(date);

commit;
