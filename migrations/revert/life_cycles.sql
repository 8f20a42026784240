-- Revert forum:life_cycles from pg

begin;
set local role forum_owner;

drop function registry.apply_transition(text, uuid, text, integer, jsonb);

commit;
