-- Revert forum:foundation from pg

begin;
set local role forum_owner;

drop schema api;
drop schema past;
drop function registry.is_measure(numeric);
drop function registry.is_web_address(text);
drop function registry.is_text(text, integer);
drop function registry.is_set(anyarray);
drop function registry.is_localized(jsonb, integer);
drop function registry.merge_patch(jsonb, jsonb);
drop function registry.ask(text, jsonb);
drop function registry.refuse_input(jsonb);
drop function registry.fault(text, text, text);
drop function registry.refuse(integer, text, jsonb);
drop function registry.today();
drop function registry.moment();
drop function registry.acts_for(uuid);
drop function registry.is_admin();
drop function registry.is_staff();
drop function registry.actor();
drop function registry.principal();
drop function registry.role();
drop schema registry;

commit;
