-- Revert forum:members from pg

begin;
set local role forum_owner;

drop view api.member;
drop view registry.member_access;
drop function registry.reapplied_on(uuid);
drop function registry.allowed_actions(text, text, uuid);
drop table registry.membership;
drop table registry.former_name;
drop table registry.member cascade;
drop function registry.guard_member();
drop function registry.check_unregistered(uuid, text, text, text);
do $$
begin
    perform registry.drop_watch('member');
    perform registry.drop_watch('membership');
end
$$;

commit;
