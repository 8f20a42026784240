-- Deploy forum:reports to pg
-- What companies report: the document, what it covers, and the figures of the annual survey.

begin;
set local role forum_owner;

-- The shapes of the two JSON columns are the contract's; here stands what must hold whoever writes.
-- A document is a link, of which the address is known, or an upload, of which everything is.
create function registry.is_document(document jsonb) returns boolean
language plpgsql immutable strict parallel safe
as $$
declare
    names constant text[] := array['url', 'media_type', 'size_bytes', 'sha256', 'name'];
begin
    return jsonb_typeof(document) = 'object'
       and document - names = '{}'
       and coalesce(registry.is_web_address(document ->> 'url')
                    or (document ->> 'url' ~ '^/v1/reports/[0-9a-f-]{36}/document$' and document ?& names), false)
       and coalesce(jsonb_typeof(document -> 'media_type') = 'string'
                    and document ->> 'media_type' ~ '^[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+$', true)
       and coalesce(jsonb_typeof(document -> 'size_bytes') = 'number' and document ->> 'size_bytes' ~ '^[0-9]{1,15}$', true)
       and coalesce(jsonb_typeof(document -> 'sha256') = 'string' and document ->> 'sha256' ~ '^[0-9a-f]{64}$', true)
       and coalesce(jsonb_typeof(document -> 'name') = 'string' and registry.is_text(document ->> 'name', 255), true);
end
$$;
comment on function registry.is_document(jsonb) is
    'Whether a document has an address, and what else is known of it in its form.';

create function registry.is_survey(figures jsonb) returns boolean
language plpgsql immutable strict parallel safe
as $$
declare
    name text;
    value jsonb;
    investment jsonb;
begin
    if jsonb_typeof(figures) <> 'object' then
        return false;
    end if;
    for name, value in select key, e.value from jsonb_each(figures) e loop
        case
            when name = 'currency' then
                if not coalesce(value #>> '{}' ~ '^[A-Z]{3}$', false) then
                    return false;
                end if;
            when name = 'investments' then
                if jsonb_typeof(value) <> 'array' then
                    return false;
                end if;
                for investment in select e.value from jsonb_array_elements(value) e loop
                    if jsonb_typeof(investment) is distinct from 'object'
                       or investment - array['area', 'form', 'amount'] <> '{}'
                       or not coalesce(investment ->> 'area' in ('governance', 'community', 'workplace', 'market', 'environment'), false)
                       or not coalesce(investment ->> 'form' in ('cash', 'in_kind', 'time'), false)
                       or jsonb_typeof(investment -> 'amount') is distinct from 'number' then
                        return false;
                    end if;
                    if (investment ->> 'amount')::numeric not between 0 and 1e15
                       or scale(trim_scale((investment ->> 'amount')::numeric)) > 2 then
                        return false;
                    end if;
                end loop;
            when name = 'aligned_with_sdgs' then
                if jsonb_typeof(value) not in ('boolean', 'null') then
                    return false;
                end if;
            when name in ('organisations', 'projects', 'direct_beneficiaries', 'own_volunteering_projects',
                          'external_volunteering_projects', 'volunteers', 'volunteering_hours', 'recycled_kg') then
                if jsonb_typeof(value) = 'null' then
                    continue;
                end if;
                if jsonb_typeof(value) <> 'number' then
                    return false;
                end if;
                if (value #>> '{}')::numeric not between 0 and 1e15
                   or (name not in ('volunteering_hours', 'recycled_kg') and scale(trim_scale((value #>> '{}')::numeric)) > 0) then
                    return false;
                end if;
            else
                return false;
        end case;
    end loop;
    return true;
end
$$;
comment on function registry.is_survey(jsonb) is 'Whether the figures of the annual survey are sums and counts, none negative, money with at most 2 decimals.';
grant execute on function registry.is_document(jsonb), registry.is_survey(jsonb) to forum_app;

create table registry.report (
    id uuid not null,
    version integer not null,
    member_id uuid not null,
    title jsonb not null,
    kind text not null,
    period_start date not null,
    period_end date not null,
    languages text[] not null,
    frameworks text[] not null,
    assurance_level text not null,
    assurance_provider text,
    assurance_standard text,
    commitment_ids uuid[] not null,
    document jsonb,
    figures jsonb,
    embargo_until timestamptz,
    status text not null,
    status_effective_on date not null,
    review_note text,
    superseded_by uuid,
    published_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    since timestamptz not null,
    until timestamptz not null default 'infinity',
    is_public boolean not null generated always as
        (status in ('published', 'superseded') and published_at is not null) stored,
    constraint report_pkey primary key (id),
    constraint report_member_id_known foreign key (member_id) references registry.member,
    constraint report_title_localized check (registry.is_localized(title, 300)),
    constraint report_kind_known check (kind = any ('{annual,sustainability,integrated,non_financial,progress,communication_on_progress}')),
    constraint report_period_start_of_our_time check (period_start <@ daterange '[1990-01-01,2101-01-01)'),
    constraint report_period_end_not_before_period_start check (period_end >= period_start),
    constraint report_period_end_over_before_submission check (status in ('draft', 'returned') or period_end <= registry.today()),
    constraint report_languages_given check (cardinality(languages) between 1 and 10 and registry.is_set(languages)),
    constraint report_languages_codes check (array_to_string(languages, ',', '?') ~ '^([a-z]{2}(,|$))*$'),
    constraint report_frameworks_known check (frameworks <@ '{gri,esrs,ungc,iso26000,sdg,cdp,tcfd,sasb,other}'),
    constraint report_frameworks_once_each check (registry.is_set(frameworks)),
    constraint report_assurance_level_known check (assurance_level = any ('{none,limited,reasonable}')),
    constraint report_assurance_provider_only_with_assurance check (assurance_provider is null or assurance_level <> 'none'),
    constraint report_assurance_provider_length check (registry.is_text(assurance_provider, 200)),
    constraint report_assurance_standard_only_with_assurance check (assurance_standard is null or assurance_level <> 'none'),
    constraint report_assurance_standard_length check (registry.is_text(assurance_standard, 200)),
    constraint report_commitment_ids_once_each check (cardinality(commitment_ids) <= 500 and registry.is_set(commitment_ids)),
    constraint report_document_complete check (registry.is_document(document)),
    constraint report_figures_sums_and_counts check (registry.is_survey(figures)),
    constraint report_embargo_until_soon check (embargo_until < timestamptz '2101-01-01 00:00Z'),
    constraint report_status_known check (status = any ('{draft,submitted,returned,published,superseded}')),
    constraint report_review_note_while_returned check (review_note is null or status = 'returned'),
    constraint report_superseded_by_known foreign key (superseded_by) references registry.report,
    constraint report_superseded_by_once_superseded check ((superseded_by is not null) = (status = 'superseded'))
);
comment on table registry.report is 'What companies report.';
comment on column registry.report.since is 'Since when the row stands as it does, derived columns too: see registry.watch_past.';
comment on column registry.report.review_note is 'Why it was returned. Gone once it is submitted again, so that no public row has one.';
comment on constraint report_member_id_known on registry.report is 'member_id must be a member''s id.';
comment on constraint report_title_localized on registry.report is 'title must have sr or en or both, each of 1 to 300 characters.';
comment on constraint report_kind_known on registry.report is 'kind must be one of /v1/taxonomies/report_kinds.';
comment on constraint report_period_start_of_our_time on registry.report is 'period_start must be between 1990 and 2100.';
comment on constraint report_period_end_not_before_period_start on registry.report is 'period_end must not be before period_start.';
comment on constraint report_period_end_over_before_submission on registry.report is 'period_end must not be in the future when the report is submitted.';
comment on constraint report_languages_given on registry.report is 'languages must name 1 to 10 languages, each once.';
comment on constraint report_languages_codes on registry.report is 'languages must be two-letter codes (ISO 639-1), like sr.';
comment on constraint report_frameworks_known on registry.report is 'frameworks must be of /v1/taxonomies/report_frameworks.';
comment on constraint report_frameworks_once_each on registry.report is 'frameworks must name each framework once.';
comment on constraint report_assurance_level_known on registry.report is 'assurance_level must be none, limited or reasonable.';
comment on constraint report_assurance_provider_only_with_assurance on registry.report is 'assurance_provider needs an assurance_level other than none.';
comment on constraint report_assurance_provider_length on registry.report is 'assurance_provider must have 1 to 200 characters.';
comment on constraint report_assurance_standard_only_with_assurance on registry.report is 'assurance_standard needs an assurance_level other than none.';
comment on constraint report_assurance_standard_length on registry.report is 'assurance_standard must have 1 to 200 characters.';
comment on constraint report_commitment_ids_once_each on registry.report is 'commitment_ids must name at most 500 commitments, each once.';
comment on constraint report_document_complete on registry.report is 'document must have a url, an http or https address; media_type, size_bytes, sha256 and name may stand beside it, each in its form.';
comment on constraint report_figures_sums_and_counts on registry.report is 'figures must be sums and counts, none negative, money with at most 2 decimals.';
comment on constraint report_embargo_until_soon on registry.report is 'embargo_until must be before 2101.';
comment on constraint report_status_known on registry.report is 'status is not one that a report can have.';
comment on constraint report_review_note_while_returned on registry.report is 'review_note is for returned reports.';
comment on constraint report_superseded_by_known on registry.report is 'superseded_by must be a report''s id.';
comment on constraint report_superseded_by_once_superseded on registry.report is 'superseded_by is for superseded reports, and they need it.';

create index report_created_at on registry.report (created_at, id);
create index report_period_end on registry.report (period_end, id);
create index report_member_id on registry.report (member_id, created_at, id);
create index report_member_period_end on registry.report (member_id, period_end, id);
create index report_kind on registry.report (kind, created_at, id);
create index report_kind_period_end on registry.report (kind, period_end, id);
create index report_status on registry.report (status, created_at, id);
create index report_status_period_end on registry.report (status, period_end, id);
create index report_year on registry.report (registry.year_of(period_end), created_at, id);
create index report_frameworks on registry.report using gin (frameworks);
comment on index registry.report_year is 'GET /v1/reports?year=';
comment on index registry.report_created_at is 'GET /v1/reports';
comment on index registry.report_period_end is 'GET /v1/reports?sort=period_end, ?period_end.gte=';
comment on index registry.report_member_id is 'GET /v1/members/{member_id}/reports, GET /v1/reports?member_id=';
comment on index registry.report_member_period_end is 'GET /v1/members/{member_id}/reports?sort=period_end, and which year a member owes';
comment on index registry.report_kind is 'GET /v1/reports?kind=';
comment on index registry.report_kind_period_end is 'GET /v1/reports?kind=&sort=period_end';
comment on index registry.report_status is 'GET /v1/reports?status=, above all the queue of what is submitted';
comment on index registry.report_status_period_end is 'GET /v1/reports?status=&sort=period_end';
comment on index registry.report_frameworks is 'GET /v1/reports?framework=';

-- Whoever may change a report at all (registry.hold) may do it while it is open to them.
create function registry.check_report_open(status text, member_id uuid) returns void
language plpgsql stable
as $$
begin
    if status in ('published', 'superseded') then
        perform registry.refuse(409, format('A %s report stays as it is; publish another that supersedes it.', status),
            jsonb_build_object('status', status, 'allowed_actions', registry.allowed_actions('report', status, member_id)));
    elsif status = 'submitted' and not registry.is_staff() then
        perform registry.refuse(409, 'A submitted report can not be changed until the Forum returns it.',
            jsonb_build_object('status', status, 'allowed_actions', registry.allowed_actions('report', status, member_id)));
    end if;
end
$$;
comment on function registry.check_report_open(text, uuid) is 'Refuses with 409 while a report of that status stays as it is, for the asker.';

create function registry.guard_report() returns trigger
language plpgsql security definer
as $$
declare
    owner_status text;
    strangers uuid[];
begin
    if tg_op = 'DELETE' then
        if old.status not in ('draft', 'returned') then
            perform registry.refuse(409, format('Only a draft or a returned report can be deleted; this one is %s.', old.status),
                jsonb_build_object('status', old.status,
                                   'allowed_actions', registry.allowed_actions('report', old.status, old.member_id)));
        end if;
        return old;
    end if;

    if tg_op = 'INSERT' then
        select m.status into owner_status from registry.member m where m.id = new.member_id;
        if owner_status not in ('active', 'suspended') then
            perform registry.refuse(409, format('Only active members report; this one is %s.', owner_status),
                jsonb_build_object('member_status', owner_status));
        end if;
        new.version := 1;
        new.frameworks := coalesce(new.frameworks, '{}');
        new.assurance_level := coalesce(new.assurance_level, 'none');
        new.commitment_ids := coalesce(new.commitment_ids, '{}');
        new.status := 'draft';
        new.status_effective_on := registry.today();
        new.review_note := null;
        new.superseded_by := null;
        new.published_at := null;
        new.created_at := registry.moment();
        new.updated_at := registry.moment();
    else
        new.is_public := old.is_public; -- computed after this trigger
        if new *= old then
            return null;
        end if;
        if new.id <> old.id or new.member_id <> old.member_id or new.created_at <> old.created_at or new.version <> old.version then
            perform registry.refuse(409, 'id, version, member_id and created_at of a report can not be changed.');
        end if;
        if new.status <> old.status then
            perform registry.guard_status('report', old.status, new.status);
        elsif old.status not in ('published', 'superseded') or not registry.is_staff()
              or coalesce(old.embargo_until, '-infinity') <= now()
              or (to_jsonb(new) - 'embargo_until') <> (to_jsonb(old) - 'embargo_until') then
            -- Of what is published only the hour may still move, and only until it has come.
            perform registry.check_report_open(old.status, old.member_id);
        end if;
        new.version := old.version + 1;
        new.updated_at := registry.moment();
    end if;

    if cardinality(new.commitment_ids) > 0 then
        strangers := array(select e from unnest(new.commitment_ids) e
                           where not exists (select from registry.commitment c where c.id = e and c.member_id = new.member_id));
        if cardinality(strangers) > 0 then
            perform registry.refuse_input(jsonb_build_array(registry.fault('/commitment_ids', 'unknown',
                format('commitment_ids must be commitments of the same member; these are not: %s.', array_to_string(strangers, ', ')))));
        end if;
    end if;
    return new;
end
$$;
comment on function registry.guard_report() is
    'Trigger: versions, the life cycle, the commitments covered; a published report stays as it is.';

create trigger guard before insert or update or delete on registry.report
    for each row execute function registry.guard_report();
do $$
begin
    perform registry.watch_constraints('report');
    perform registry.watch_changes('registry.report');
end
$$;

alter table registry.report enable row level security;
create policy the_public_sees_what_is_published on registry.report for select to forum_public
    using (is_public and (embargo_until is null or embargo_until <= now()));
create policy keys_see_the_published_and_their_own on registry.report for select to forum_app
    using ((is_public and (embargo_until is null or embargo_until <= now()))
           or (select registry.is_staff()) or member_id = (select registry.principal()));
create policy staff_and_owners_write on registry.report for insert to forum_app
    with check ((select registry.is_staff()) or member_id = (select registry.principal()));
create policy staff_and_owners_change on registry.report for update to forum_app
    using ((select registry.is_staff()) or member_id = (select registry.principal()));
create policy staff_and_owners_delete on registry.report for delete to forum_app
    using ((select registry.is_staff()) or member_id = (select registry.principal()));

grant select, delete on registry.report to forum_app;
grant insert (id, member_id, title, kind, period_start, period_end, languages, frameworks, assurance_level, assurance_provider,
              assurance_standard, commitment_ids, document, figures, embargo_until) on registry.report to forum_app;
grant update (title, kind, period_start, period_end, languages, frameworks, assurance_level, assurance_provider,
              assurance_standard, commitment_ids, document, figures, embargo_until) on registry.report to forum_app;
grant select on registry.report to forum_public;

create view registry.report_access as
select r.id, r.version, r.member_id, r.status, r.status_effective_on as effective_on,
       r.is_public and (r.embargo_until is null or r.embargo_until <= now()) as is_seen
from registry.report r;
comment on view registry.report_access is 'For registry.hold.';

-- commitment_ids: those that the asker may see, since a report can be public before they are.
create view api.report with (security_invoker) as
select r.id, r.version, r.member_id, r.title, r.kind, r.period_start, r.period_end, r.languages, r.frameworks,
       r.assurance_level, r.assurance_provider, r.assurance_standard,
       case when r.commitment_ids = '{}' then r.commitment_ids
            else array(select i.id
                       from unnest(r.commitment_ids) with ordinality i(id, place)
                       join registry.commitment c on c.id = i.id
                       order by i.place)
       end as commitment_ids,
       r.document, r.figures, r.embargo_until, r.status, r.status_effective_on, r.review_note, r.superseded_by, r.published_at,
       case when current_user <> 'forum_public'
            then registry.allowed_actions('report', r.status, r.member_id)
       end as allowed_actions,
       r.created_at, r.updated_at
from registry.report r;
comment on view api.report is 'Contract schema Report.';
grant select on api.report to forum_app, forum_public;

-- The earliest year of membership that no published annual report covers. A report covers the year
-- in which its period ends, and any other that lies wholly within.
create function registry.refresh_unreported_year(member_id uuid) returns void
language plpgsql security definer
as $$
begin
    -- Locked by a statement of its own: whoever waits here for another report's publication then sees it.
    perform from registry.member m where m.id = refresh_unreported_year.member_id for no key update;
    update registry.member m
    set unreported_year = (
        select min(y.year)
        from (select extract(year from min(s.started_on))::integer as first_year,
                     greatest(extract(year from registry.today())::integer,
                              (select extract(year from max(r.period_end))::integer from registry.report r
                               where r.member_id = m.id and r.kind = 'annual' and r.status = 'published')) as last_year
              from registry.membership s where s.member_id = m.id) span
        cross join lateral generate_series(span.first_year, span.last_year + 1) y(year)
        where exists (
                select from registry.membership s
                where s.member_id = m.id
                  and s.started_on <= make_date(y.year, 12, 31)
                  and coalesce(s.ended_on, 'infinity') >= make_date(y.year, 1, 1))
          and not exists (
                select from registry.report r
                where r.member_id = m.id and r.kind = 'annual' and r.status = 'published'
                  and (extract(year from r.period_end) = y.year
                       or (r.period_start <= make_date(y.year, 1, 1) and r.period_end >= make_date(y.year, 12, 31)))))
    where m.id = refresh_unreported_year.member_id;
end
$$;
comment on function registry.refresh_unreported_year(uuid) is 'Brings member.unreported_year up to date.';

create function registry.follow_report() returns trigger
language plpgsql security definer
as $$
begin
    perform registry.refresh_unreported_year(new.member_id);
    return null;
end
$$;
comment on function registry.follow_report() is 'Trigger: which year a member owes changes when an annual report is published or superseded.';
create trigger follow after update of status on registry.report
    for each row when (new.kind = 'annual' and new.status in ('published', 'superseded') and new.status <> old.status)
    execute function registry.follow_report();

create function registry.follow_membership() returns trigger
language plpgsql security definer
as $$
begin
    -- With its first membership a member owes its first year, which the admission itself has noted.
    if tg_op = 'INSERT' and not exists (select from registry.membership s
                                        where s.member_id = new.member_id and s.started_on <> new.started_on) then
        return null;
    end if;
    perform registry.refresh_unreported_year(new.member_id);
    return null;
end
$$;
comment on function registry.follow_membership() is 'Trigger: which year a member owes changes with its memberships.';
create trigger follow after insert or update on registry.membership
    for each row execute function registry.follow_membership();

commit;
