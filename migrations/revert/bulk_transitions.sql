-- Revert forum:bulk_transitions from pg

begin;
set local role forum_owner;

drop function registry.apply_transitions(text, uuid[], text, date[], text);

commit;
