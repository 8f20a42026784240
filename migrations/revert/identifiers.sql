-- Revert forum:identifiers from pg

begin;
set local role forum_owner;

drop function registry.is_isin(text);
drop function registry.is_lei(text);
drop function registry.letters_as_digits(text);
drop function registry.is_mb(text);
drop function registry.is_pib(text);

commit;
