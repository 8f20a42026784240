-- Deploy forum:statistics to pg
-- Counts and sums over everything that is public, while somebody waits.

begin;
set local role forum_owner;

-- All that counting by area, year and status needs, for strangers: the policy's columns too, so that the table is not read. No column of
-- it changes without the status, or an amendment, so that a progress entry still finds room beside its row. The year is kept,
-- because a call for each row costs three times what reading it does; due_on stands behind it, because PostgreSQL takes the year from
-- an index only when it finds there what the year is made from. Equal entries share one, so that all is a thirtieth of the table.
create index commitment_statistics on registry.commitment
    (area, registry.year_of(due_on), status, kind, amended, softened, is_public, embargo_until, due_on);
comment on index registry.commitment_statistics is 'GET /v1/statistics/commitments?group_by=area,year, and by status and kind';

-- The views call them for each row that is shown. PostgreSQL lets processes share no query that could call what it takes for unsafe, even
-- where that column is not asked for; these read, and may be called by the process that leads.
alter function registry.allowed_actions(text, text, uuid) parallel restricted;
alter function registry.reapplied_on(uuid) parallel restricted;

create function registry.check_groups(groups bigint) returns boolean
language plpgsql immutable strict parallel safe
as $$
begin
    if groups > 10000 then
        perform registry.refuse(400,
            format('These would be %s groups, and an answer has at most 10000: group by less, or filter more.', groups),
            jsonb_build_object('errors', jsonb_build_array(jsonb_build_object('pointer', '/group_by', 'code', 'too_many',
                'message', format('group_by makes %s groups of these; an answer has at most 10000', groups)))));
    end if;
    return true;
end
$$;
comment on function registry.check_groups(bigint) is 'Refuses with 400 more groups than an answer may have.';
grant execute on function registry.check_groups(bigint) to forum_app, forum_public;

commit;
