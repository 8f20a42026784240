-- Revert forum:many_at_once from pg

begin;

drop function registry.create_many(text, jsonb, jsonb, jsonb, boolean, boolean, integer);
drop function registry.tell_failure(text, text, text, text, text);
drop function registry.tell_constraints(text, text[]);
revoke execute on function registry.fault(text, text, text) from forum_app;

commit;
