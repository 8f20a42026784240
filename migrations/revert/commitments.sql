-- Revert forum:commitments from pg

begin;
set local role forum_owner;

drop view api.commitment;
drop view registry.commitment_access;
drop trigger guard on registry.commitment;
drop function registry.guard_commitment();
drop function registry.is_softened(registry.commitment, registry.commitment);
drop function registry.is_amended(registry.commitment, registry.commitment);
drop table registry.commitment;
drop function registry.follow_commitment();
drop function registry.is_towards(text, numeric, numeric);
drop function registry.is_unfinished(text, text);
do $$
begin
    perform registry.drop_watch('commitment');
end
$$;

commit;
