-- Revert forum:commitments from pg

begin;
set local role forum_owner;

drop view api.commitment;
drop view registry.commitment_access;
drop table registry.commitment;
drop function registry.guard_commitment();
drop function registry.is_towards(text, numeric, numeric);
drop function registry.is_unfinished(text, text);
do $$
begin
    perform registry.drop_watch('commitment');
end
$$;

commit;
