-- Revert forum:contacts from pg

begin;
set local role forum_owner;

drop view api.contact;
drop view registry.contact_access;
drop table registry.contact;
drop function registry.forget_contacts();
drop function registry.guard_contact();
do $$
begin
    perform registry.drop_watch('contact');
    perform registry.watch_access();
end
$$;

commit;
