-- Revert forum:progress from pg

begin;
set local role forum_owner;

drop view api.progress;
drop table registry.progress;
drop function registry.follow_progress();
drop function registry.guard_progress();
do $$
begin
    perform registry.drop_watch('progress');
end
$$;

commit;
