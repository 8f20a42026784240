-- Revert forum:reports from pg

begin;
set local role forum_owner;

drop trigger follow on registry.membership;
drop function registry.follow_membership();
drop view api.report;
drop view registry.report_access;
drop table registry.report;
drop function registry.follow_report();
drop function registry.refresh_unreported_year(uuid);
drop function registry.guard_report();
drop function registry.check_report_open(text, uuid);
do $$
begin
    perform registry.drop_watch('report');
end
$$;
drop function registry.is_survey(jsonb);
drop function registry.is_document(jsonb);

commit;
