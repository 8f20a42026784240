-- Revert forum:keys from pg

begin;
set local role forum_owner;

drop function registry.make_key(text, uuid, text, bytea, uuid);
drop function registry.admit_applicant(uuid, uuid, bytea);
drop view api.me;
drop view api.key;
drop view registry.key_access;
drop function registry.note_key_use(uuid);
drop function registry.enter_as_operator(text);
drop function registry.enter(uuid, bytea, text[], boolean, text);
drop function registry.put_identity(text, uuid, uuid, text);
drop table registry.key;
drop function registry.guard_key();
do $$
begin
    perform registry.drop_watch('key');
end
$$;

commit;
