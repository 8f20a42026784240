-- Deploy forum:data_version to pg
-- Whether an export of before still holds, without reading a row of it.

begin;
set local role forum_owner;

create index change_not_sealed on registry.change (id) where position is null;
comment on index registry.change_not_sealed is 'registry.data_version: how many changes have no position yet';

-- Changes are only ever added, so as long as there are as many of them as before they are the same ones, whether sealed
-- meanwhile or not: positions have no gaps, so the last one counts those that are sealed. The time of the newest tells two
-- histories apart that came from one backup. What an embargo hides is shown by the clock, with no change: hence the last
-- that has passed. What is used and not changed, a key say, is none of it.
create function registry.data_version() returns text
language plpgsql stable security definer
as $$
begin
    return md5(concat_ws(' ',
        coalesce((select max(c.position) from registry.change c), 0)
            + (select count(*) from registry.change c where c.position is null),
        (select c.at from registry.change c order by c.id desc limit 1),
        (select max(c.embargo_until) from registry.commitment c where c.embargo_until <= now()),
        (select max(r.embargo_until) from registry.report r where r.embargo_until <= now())));
end
$$;
comment on function registry.data_version() is
    'The same for as long as no change was committed and no embargo has passed.';
grant execute on function registry.data_version() to forum_app, forum_public;

commit;
