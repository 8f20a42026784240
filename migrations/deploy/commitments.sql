-- Deploy forum:commitments to pg
-- What companies promise. After publication nothing weakens silently.

begin;
set local role forum_owner;

create function registry.is_unfinished(kind text, status text) returns boolean
language plpgsql immutable strict parallel safe
as $$
begin
    return kind <> 'quantitative' or status in ('draft', 'returned');
end
$$;
comment on function registry.is_unfinished(text, text) is
    'Whether the figures of a commitment may still be missing.';

create function registry.is_towards(direction text, baseline numeric, target numeric) returns boolean
language plpgsql immutable strict parallel safe
as $$
begin
    return case direction when 'increase' then target > baseline when 'decrease' then target < baseline end;
end
$$;
comment on function registry.is_towards(text, numeric, numeric) is
    'Whether the target lies in this direction from the baseline.';
grant execute on function registry.is_unfinished(text, text), registry.is_towards(text, numeric, numeric) to forum_app;

create table registry.commitment (
    id uuid not null,
    version integer not null,
    member_id uuid not null,
    title jsonb not null,
    description jsonb,
    area text not null,
    sdgs integer[] not null,
    kind text not null,
    indicator text,
    unit text,
    direction text,
    baseline_value numeric,
    baseline_on date,
    target_value numeric,
    starts_on date not null,
    due_on date not null,
    source text,
    embargo_until timestamptz,
    status text not null,
    status_effective_on date not null,
    status_reason text,
    review_note text,
    amended boolean not null,
    softened boolean not null,
    published_at timestamptz,
    current_value numeric,
    current_value_on date,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    since timestamptz not null,
    until timestamptz not null default 'infinity',
    is_public boolean not null generated always as
        (status in ('published', 'achieved', 'missed', 'withdrawn') and published_at is not null) stored,
    constraint commitment_pkey primary key (id),
    constraint commitment_member_id_known foreign key (member_id) references registry.member,
    constraint commitment_title_localized check (registry.is_localized(title, 300)),
    constraint commitment_description_localized check (registry.is_localized(description, 5000)),
    constraint commitment_area_known check (area = any ('{governance,community,workplace,market,environment}')),
    constraint commitment_sdgs_known check (sdgs <@ '{1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17}'),
    constraint commitment_sdgs_once_each check (registry.is_set(sdgs)),
    constraint commitment_kind_known check (kind = any ('{quantitative,qualitative}')),
    constraint commitment_indicator_length check (registry.is_text(indicator, 300)),
    constraint commitment_unit_length check (registry.is_text(unit, 50)),
    constraint commitment_unit_needed check (unit is not null or registry.is_unfinished(kind, status)),
    constraint commitment_direction_known check (direction = any ('{increase,decrease}')),
    constraint commitment_direction_needed check (direction is not null or registry.is_unfinished(kind, status)),
    constraint commitment_baseline_value_needed check (baseline_value is not null or registry.is_unfinished(kind, status)),
    constraint commitment_baseline_value_of_usual_size check (registry.is_measure(baseline_value)),
    constraint commitment_baseline_on_not_after_due_on check (baseline_on <= due_on),
    constraint commitment_target_value_needed check (target_value is not null or registry.is_unfinished(kind, status)),
    constraint commitment_target_value_of_usual_size check (registry.is_measure(target_value)),
    constraint commitment_target_value_follows_direction check (registry.is_towards(direction, baseline_value, target_value)),
    constraint commitment_starts_on_of_our_time check (starts_on <@ daterange '[1990-01-01,2101-01-01)'),
    constraint commitment_due_on_of_our_time check (due_on <@ daterange '[1990-01-01,2101-01-01)'),
    constraint commitment_baseline_on_of_our_time check (baseline_on <@ daterange '[1900-01-01,2101-01-01)'),
    constraint commitment_due_on_not_before_starts_on check (due_on >= starts_on),
    constraint commitment_source_length check (registry.is_text(source, 500)),
    constraint commitment_embargo_until_soon check (embargo_until < timestamptz '2101-01-01 00:00Z'),
    constraint commitment_status_known check (status = any ('{draft,submitted,returned,published,achieved,missed,withdrawn}')),
    constraint commitment_review_note_while_returned check (review_note is null or status = 'returned')
) with (fillfactor = 90);
-- Some goals are named by nearly every commitment, some by hardly any: only a large sample tells
-- the planner which, and so whether to read in order or to go by the index of goals.
alter table registry.commitment alter column sdgs set statistics 1000;
comment on table registry.commitment is 'What companies promise, with what, from when until when.';
comment on column registry.commitment.since is 'Since when the row stands as it does, derived columns too: see registry.watch_past.';
comment on column registry.commitment.review_note is 'Why it was returned. Gone once it is submitted again, so that no public row has one.';
comment on column registry.commitment.current_value is
    'Derived: of the newest progress entry that is not superseded. Here, and not looked up, so that a page needs no join.';

comment on constraint commitment_member_id_known on registry.commitment is 'member_id must be a member''s id.';
comment on constraint commitment_title_localized on registry.commitment is 'title must have sr or en or both, each of 1 to 300 characters.';
comment on constraint commitment_description_localized on registry.commitment is 'description must have sr or en or both, each of 1 to 5000 characters.';
comment on constraint commitment_area_known on registry.commitment is 'area must be one of /v1/taxonomies/areas.';
comment on constraint commitment_sdgs_known on registry.commitment is 'sdgs must be numbers from 1 to 17.';
comment on constraint commitment_sdgs_once_each on registry.commitment is 'sdgs must name each goal once.';
comment on constraint commitment_kind_known on registry.commitment is 'kind must be quantitative or qualitative.';
comment on constraint commitment_indicator_length on registry.commitment is 'indicator must have 1 to 300 characters.';
comment on constraint commitment_unit_length on registry.commitment is 'unit must have 1 to 50 characters.';
comment on constraint commitment_unit_needed on registry.commitment is 'unit must be given before a quantitative commitment is submitted.';
comment on constraint commitment_direction_known on registry.commitment is 'direction must be increase or decrease.';
comment on constraint commitment_direction_needed on registry.commitment is 'direction must be given before a quantitative commitment is submitted.';
comment on constraint commitment_baseline_value_needed on registry.commitment is 'baseline_value must be given before a quantitative commitment is submitted.';
comment on constraint commitment_baseline_value_of_usual_size on registry.commitment is 'baseline_value must be under 1e18 and have at most 12 decimals.';
comment on constraint commitment_baseline_on_not_after_due_on on registry.commitment is 'baseline_on must not be after due_on.';
comment on constraint commitment_target_value_needed on registry.commitment is 'target_value must be given before a quantitative commitment is submitted.';
comment on constraint commitment_target_value_of_usual_size on registry.commitment is 'target_value must be under 1e18 and have at most 12 decimals.';
comment on constraint commitment_target_value_follows_direction on registry.commitment is 'target_value must lie above the baseline when the direction is increase, below it when decrease.';
comment on constraint commitment_starts_on_of_our_time on registry.commitment is 'starts_on must be between 1990 and 2100.';
comment on constraint commitment_due_on_of_our_time on registry.commitment is 'due_on must be between 1990 and 2100.';
comment on constraint commitment_baseline_on_of_our_time on registry.commitment is 'baseline_on must be between 1900 and 2100.';
comment on constraint commitment_due_on_not_before_starts_on on registry.commitment is 'due_on must not be before starts_on.';
comment on constraint commitment_source_length on registry.commitment is 'source must have 1 to 500 characters.';
comment on constraint commitment_embargo_until_soon on registry.commitment is 'embargo_until must be before 2101.';
comment on constraint commitment_status_known on registry.commitment is 'status is not one that a commitment can have.';
comment on constraint commitment_review_note_while_returned on registry.commitment is 'review_note is for returned commitments.';

-- Lists: a page is a piece of an index, in the default order, for each filter. In the order of
-- due_on there is one index for all: a filter that many rows pass reads a few more of it, one that
-- few rows pass is found by its own index and sorted. Three more indexes would cost every change.
create index commitment_created_at on registry.commitment (created_at, id);
create index commitment_due_on on registry.commitment (due_on, id);
create index commitment_member_id on registry.commitment (member_id, created_at, id);
create index commitment_area on registry.commitment (area, created_at, id);
create index commitment_status on registry.commitment (status, created_at, id);
create index commitment_due_year on registry.commitment (registry.year_of(due_on), created_at, id);
create index commitment_sdgs on registry.commitment using gin (sdgs);
comment on index registry.commitment_created_at is 'GET /v1/commitments';
comment on index registry.commitment_due_on is 'GET /v1/commitments?sort=due_on, ?due_on.gte=';
comment on index registry.commitment_member_id is 'GET /v1/members/{member_id}/commitments, GET /v1/commitments?member_id=, in both orders';
comment on index registry.commitment_area is 'GET /v1/commitments?area=';
comment on index registry.commitment_status is 'GET /v1/commitments?status=, above all the queue of what is submitted';
comment on index registry.commitment_due_year is 'GET /v1/commitments?year=';
comment on index registry.commitment_sdgs is 'GET /v1/commitments?sdg=';

-- What an amendment is, and when it takes back some of the promise. Another unit or direction makes
-- the baseline another one: the two can not be compared. What was not there can not be taken back.
create function registry.is_amended(former registry.commitment, present registry.commitment) returns boolean
language plpgsql immutable parallel safe
as $$
begin
    return (present.title, present.kind, present.unit, present.direction, present.baseline_value, present.baseline_on,
            present.target_value, present.starts_on, present.due_on)
           is distinct from
           (former.title, former.kind, former.unit, former.direction, former.baseline_value, former.baseline_on,
            former.target_value, former.starts_on, former.due_on);
end
$$;
comment on function registry.is_amended(registry.commitment, registry.commitment) is
    'Whether what is promised differs.';

create function registry.is_softened(former registry.commitment, present registry.commitment) returns boolean
language plpgsql immutable parallel safe
as $$
begin
    return present.due_on > former.due_on
        or (former.kind = 'quantitative'
            and (present.kind <> 'quantitative'
                 or (present.baseline_value, present.unit, present.direction)
                    is distinct from (former.baseline_value, former.unit, former.direction)
                 or (former.baseline_on is not null and present.baseline_on is distinct from former.baseline_on)
                 or case former.direction when 'increase' then present.target_value < former.target_value
                                          when 'decrease' then present.target_value > former.target_value end));
end
$$;
comment on function registry.is_softened(registry.commitment, registry.commitment) is
    'Whether less is promised: a later date, a lower target, or another baseline.';

create function registry.guard_commitment() returns trigger
language plpgsql security definer
as $$
declare
    probe registry.commitment;
    owner_status text;
    reason text;
begin
    if tg_op = 'DELETE' then
        if old.status not in ('draft', 'returned') then
            perform registry.refuse(409, format('Only a draft or a returned commitment can be deleted; this one is %s.', old.status),
                jsonb_build_object('status', old.status,
                                   'allowed_actions', registry.allowed_actions('commitment', old.status, old.member_id)));
        end if;
        return old;
    end if;

    if tg_op = 'INSERT' then
        select m.status into owner_status from registry.member m where m.id = new.member_id;
        if owner_status not in ('active', 'suspended') then
            perform registry.refuse(409, format('Only active members make commitments; this one is %s.', owner_status),
                jsonb_build_object('member_status', owner_status));
        end if;
        new.version := 1;
        new.sdgs := coalesce(new.sdgs, '{}');
        new.status := 'draft';
        new.status_effective_on := registry.today();
        new.status_reason := null;
        new.review_note := null;
        new.amended := false;
        new.softened := false;
        new.published_at := null;
        new.current_value := null;
        new.current_value_on := null;
        new.created_at := registry.moment();
        new.updated_at := registry.moment();
        return new;
    end if;

    new.is_public := old.is_public; -- computed after this trigger
    if new *= old then
        return null;
    end if;
    probe := new;
    probe.current_value := old.current_value;
    probe.current_value_on := old.current_value_on;
    if probe *= old then
        return new;
    end if;
    if new.id <> old.id or new.member_id <> old.member_id or new.created_at <> old.created_at or new.version <> old.version then
        perform registry.refuse(409, 'id, version, member_id and created_at of a commitment can not be changed.');
    end if;

    if new.status <> old.status then
        perform registry.guard_status('commitment', old.status, new.status);
    else
        if old.status in ('achieved', 'missed', 'withdrawn') then
            perform registry.refuse(409, format('This commitment has ended (%s); it stays as it is.', old.status),
                jsonb_build_object('status', old.status, 'allowed_actions', '[]'::jsonb));
        end if;
        if old.status = 'submitted' and not registry.is_staff() then
            perform registry.refuse(409, 'A submitted commitment can not be changed until the Forum returns it.',
                jsonb_build_object('status', old.status,
                                   'allowed_actions', registry.allowed_actions('commitment', old.status, old.member_id)));
        end if;
        -- Reviewed, and not public yet: nobody would hear of an amendment, so there can be none.
        if old.is_public and old.embargo_until > now() and not registry.is_staff() then
            perform registry.refuse(409, format('Until the embargo passes (%s) this commitment can be changed by the Forum only.',
                                                to_char(old.embargo_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
                jsonb_build_object('status', old.status,
                                   'allowed_actions', registry.allowed_actions('commitment', old.status, old.member_id)));
        end if;
    end if;

    if old.is_public and (old.embargo_until is null or old.embargo_until <= now()) then
        if new.embargo_until is distinct from old.embargo_until then
            perform registry.refuse_input(jsonb_build_array(registry.fault('/embargo_until', 'already_public',
                'embargo_until can not be changed once the commitment has been public.')));
        end if;
        if registry.is_amended(old, new) then
            reason := nullif(current_setting('forum.reason', true), '');
            if reason is null then
                perform registry.refuse_input(jsonb_build_array(registry.fault('/change_reason', 'required',
                    'change_reason must say why a published commitment changes.')));
            end if;
            if char_length(reason) not between 5 and 1000 then
                perform registry.refuse_input(jsonb_build_array(registry.fault('/change_reason', 'length',
                    'change_reason must have 5 to 1000 characters.')));
            end if;
            new.amended := true;
            new.softened := coalesce(old.softened or registry.is_softened(old, new), false);
        end if;
    end if;
    new.version := old.version + 1;
    new.updated_at := registry.moment();
    return new;
end
$$;
comment on function registry.guard_commitment() is
    'Trigger: versions, the life cycle, and what an amendment after publication must say.';

create trigger guard before insert or update or delete on registry.commitment
    for each row execute function registry.guard_commitment();

create function registry.follow_commitment() returns trigger
language plpgsql security definer
as $$
begin
    update registry.member m set softened_commitments = m.softened_commitments + 1 where m.id = new.member_id;
    return null;
end
$$;
comment on function registry.follow_commitment() is 'Trigger: counts on the member that a commitment was softened.';
create trigger follow after update on registry.commitment
    for each row when (new.softened and not old.softened)
    execute function registry.follow_commitment();

do $$
begin
    perform registry.watch_constraints('commitment');
    perform registry.watch_changes('registry.commitment');
end
$$;

alter table registry.commitment enable row level security;
create policy the_public_sees_what_is_published on registry.commitment for select to forum_public
    using (is_public and (embargo_until is null or embargo_until <= now()));
create policy keys_see_the_published_and_their_own on registry.commitment for select to forum_app
    using ((is_public and (embargo_until is null or embargo_until <= now()))
           or (select registry.is_staff()) or member_id = (select registry.principal()));
create policy staff_and_owners_write on registry.commitment for insert to forum_app
    with check ((select registry.is_staff()) or member_id = (select registry.principal()));
create policy staff_and_owners_change on registry.commitment for update to forum_app
    using ((select registry.is_staff()) or member_id = (select registry.principal()));
create policy staff_and_owners_delete on registry.commitment for delete to forum_app
    using ((select registry.is_staff()) or member_id = (select registry.principal()));

grant select, delete on registry.commitment to forum_app;
grant insert (id, member_id, title, description, area, sdgs, kind, indicator, unit, direction, baseline_value, baseline_on,
              target_value, starts_on, due_on, source, embargo_until) on registry.commitment to forum_app;
grant update (title, description, area, sdgs, kind, indicator, unit, direction, baseline_value, baseline_on,
              target_value, starts_on, due_on, source, embargo_until) on registry.commitment to forum_app;
grant select on registry.commitment to forum_public;

create view registry.commitment_access as
select c.id, c.version, c.member_id, c.status, c.status_effective_on as effective_on,
       c.is_public and (c.embargo_until is null or c.embargo_until <= now()) as is_seen
from registry.commitment c;
comment on view registry.commitment_access is 'For registry.hold.';

-- `expected` is the straight line from the baseline at the start to the target at the due date.
-- The day is asked once a statement, `(select ...)`, not once a row.
create view api.commitment with (security_invoker) as
select c.id,
       c.version,
       c.member_id,
       c.title,
       c.description,
       c.area,
       c.sdgs,
       c.kind,
       c.indicator,
       c.unit,
       c.direction,
       c.baseline_value,
       c.baseline_on,
       c.target_value,
       c.starts_on,
       c.due_on,
       c.source,
       c.embargo_until,
       c.status,
       c.status_effective_on,
       c.status_reason,
       c.review_note,
       c.amended,
       c.softened,
       c.published_at,
       c.current_value,
       c.current_value_on,
       case when c.current_value is not null and c.kind = 'quantitative'
            then round((c.current_value - c.baseline_value) / nullif(c.target_value - c.baseline_value, 0), 4)
       end as progress,
       case when c.status <> 'published' then null
            when c.kind = 'quantitative' and case c.direction when 'increase' then c.current_value >= c.target_value
                                                              else c.current_value <= c.target_value end then 'on_track'
            when (select registry.today()) > c.due_on then 'overdue'
            when c.current_value_on is null then 'no_data'
            when c.kind = 'qualitative' then 'on_track'
            when case c.direction when 'increase' then c.current_value < line.expected
                                  else c.current_value > line.expected end then 'behind'
            else 'on_track'
       end as health,
       case when c.status <> 'published' then null
            when c.kind = 'quantitative' and case c.direction when 'increase' then c.current_value >= c.target_value
                                                              else c.current_value <= c.target_value end
                 then c.current_value || ' reported on ' || c.current_value_on || ' reaches the target of ' || c.target_value
            when (select registry.today()) > c.due_on
                 then 'due on ' || c.due_on || ', '
                      || coalesce(coalesce(c.current_value || ' ', 'last ') || 'reported on ' || c.current_value_on, 'nothing reported')
            when c.kind = 'qualitative'
                 then coalesce('last reported on ' || c.current_value_on, 'nothing reported yet')
            else line.expected || ' expected by today, '
                 || coalesce(c.current_value || ' reported on ' || c.current_value_on, 'nothing reported yet')
       end as health_reason,
       case when current_user <> 'forum_public'
            then registry.allowed_actions('commitment', c.status, c.member_id)
       end as allowed_actions,
       c.created_at,
       c.updated_at
from registry.commitment c
cross join lateral (
    select round(c.baseline_value + (c.target_value - c.baseline_value)
                     * least(greatest((select registry.today()) - c.starts_on, 0), c.due_on - c.starts_on)
                     / greatest(c.due_on - c.starts_on, 1),
                 greatest(scale(c.baseline_value), scale(c.target_value), 1)) as expected
) line;
comment on view api.commitment is 'Contract schema Commitment.';
grant select on api.commitment to forum_app, forum_public;

commit;
