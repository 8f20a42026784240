-- Revert forum:reading_state from pg

begin;

drop function registry.reading_state();
drop index registry.commitment_embargo_until, registry.report_embargo_until;

commit;
