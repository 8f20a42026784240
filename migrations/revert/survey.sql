-- Revert forum:survey from pg

begin;
set local role forum_owner;

revoke execute on function registry.ask(text, jsonb) from forum_app;
drop function registry.ask_about_figures(uuid, jsonb);
drop function registry.survey_totals(jsonb);

commit;
