-- Deploy forum:members to pg
-- Companies: members of the Forum, those who applied, and companies known from public sources.

begin;
set local role forum_owner;

create table registry.member (
    id uuid not null,
    version integer not null,
    kind text not null,
    source text,
    name text collate "sr-Latn-x-icu" not null,
    former_names jsonb not null default '[]',
    legal_form text,
    pib text,
    mb text,
    lei text,
    isin text,
    vat_number text,
    identifier_note text,
    country text not null,
    city text,
    sector text,
    activity text,
    size text,
    employees integer,
    website text,
    description jsonb,
    status text not null,
    status_effective_on date not null,
    status_reason text,
    joined_on date,
    reapplied_on date,
    unreported_year integer,
    softened_commitments integer not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    since timestamptz not null,
    until timestamptz not null default 'infinity',
    is_public boolean not null generated always as (joined_on is not null) stored,
    constraint member_pkey primary key (id),
    constraint member_kind_known check (kind = any ('{forum_member,public_source}')),
    constraint member_source_needed check (kind <> 'public_source' or source is not null),
    constraint member_source_length check (registry.is_text(source, 500)),
    constraint member_name_given check (registry.is_text(name, 200)),
    constraint member_legal_form_known check (legal_form = any ('{doo,ad,od,kd,jp,cooperative,entrepreneur,foundation,association,branch,other}')),
    constraint member_pib_check_digit check (registry.is_pib(pib)),
    constraint member_mb_eight_digits check (mb ~ '^[0-9]{8}$'),
    constraint member_mb_check_digit check (identifier_note is not null or mb !~ '^[0-9]{8}$' or registry.is_mb(mb)),
    constraint member_lei_check_digits check (registry.is_lei(lei)),
    constraint member_isin_check_digit check (registry.is_isin(isin)),
    constraint member_vat_number_shape check (vat_number ~ '^[A-Z]{2}[0-9A-Z+*]{2,13}$'),
    constraint member_identifier_note_length check (char_length(identifier_note) between 5 and 500),
    constraint member_country_known foreign key (country) references registry.taxonomy_entry (country),
    constraint member_city_length check (registry.is_text(city, 100)),
    constraint member_sector_known check (sector ~ '^[A-U]$'),
    constraint member_activity_known foreign key (activity) references registry.taxonomy_entry (nace),
    constraint member_size_known check (size = any ('{micro,small,medium,large}')),
    constraint member_employees_not_negative check (employees >= 0),
    constraint member_website_address check (registry.is_web_address(website)),
    constraint member_description_localized check (registry.is_localized(description, 5000)),
    constraint member_status_known check (status = any ('{applied,active,suspended,rejected,withdrawn,expelled}')),
    constraint member_joined_on_once_admitted check (status in ('applied', 'rejected') or joined_on is not null),
    constraint member_reapplied_on_once_ended check (reapplied_on is null or status in ('withdrawn', 'expelled'))
);
comment on table registry.member is 'Companies: members, applicants, and companies known from public sources.';
comment on column registry.member.since is 'Since when the row stands as it does, derived columns too: see registry.watch_past.';
comment on column registry.member.former_names is
    'What registry.former_name holds for this member, kept here by the guard so that a page needs no join.';
comment on column registry.member.unreported_year is
    'Derived: the earliest year of membership without a published annual report. Which report is due follows from it and the present day.';
comment on column registry.member.softened_commitments is
    'Derived: how many commitments were softened after publication. Counted by the trigger of registry.commitment.';
comment on column registry.member.is_public is 'Anyone who was ever admitted stays public.';

comment on constraint member_kind_known on registry.member is 'kind must be forum_member or public_source.';
comment on constraint member_source_needed on registry.member is 'source must say where the data of a public_source company comes from.';
comment on constraint member_source_length on registry.member is 'source must have 1 to 500 characters.';
comment on constraint member_name_given on registry.member is 'name must have 1 to 200 characters, not all of them blank.';
comment on constraint member_legal_form_known on registry.member is 'legal_form must be one of /v1/taxonomies/legal_forms.';
comment on constraint member_pib_check_digit on registry.member is 'pib must be 9 digits with a correct check digit (ISO 7064 MOD 11,10).';
comment on constraint member_mb_eight_digits on registry.member is 'mb must be 8 digits; thirteen digits are a person''s number, which is never stored here.';
comment on constraint member_mb_check_digit on registry.member is 'mb has a wrong check digit; if the number is right, staff can let it stand with an identifier_note.';
comment on constraint member_lei_check_digits on registry.member is 'lei must be 20 characters with correct check digits (ISO 17442).';
comment on constraint member_isin_check_digit on registry.member is 'isin must be 12 characters with a correct check digit (ISO 6166).';
comment on constraint member_vat_number_shape on registry.member is 'vat_number must begin with a country''s two letters, then 2 to 13 letters or digits.';
comment on constraint member_identifier_note_length on registry.member is 'identifier_note must have 5 to 500 characters.';
comment on constraint member_country_known on registry.member is 'country must be one of /v1/taxonomies/countries.';
comment on constraint member_city_length on registry.member is 'city must have 1 to 100 characters.';
comment on constraint member_sector_known on registry.member is 'sector must be a section of NACE, A to U.';
comment on constraint member_activity_known on registry.member is 'activity must be a division, group or class of /v1/taxonomies/nace, like 10.51.';
comment on constraint member_size_known on registry.member is 'size must be micro, small, medium or large.';
comment on constraint member_employees_not_negative on registry.member is 'employees must not be negative.';
comment on constraint member_website_address on registry.member is 'website must be an http or https address of at most 2000 characters.';
comment on constraint member_description_localized on registry.member is 'description must have sr or en or both, each of 1 to 5000 characters.';
comment on constraint member_status_known on registry.member is 'status is not one that a member can have.';
comment on constraint member_joined_on_once_admitted on registry.member is 'joined_on must be there for whoever was admitted.';
comment on constraint member_reapplied_on_once_ended on registry.member is 'reapplied_on is for members that had left.';

-- A rejected application must not keep the real company out, so it holds no number.
create unique index member_pib_taken on registry.member (pib) where status <> 'rejected';
create unique index member_mb_taken on registry.member (mb) where status <> 'rejected';
create unique index member_lei_taken on registry.member (lei) where status <> 'rejected';
comment on index registry.member_pib_taken is 'Another member has this pib.';
comment on index registry.member_mb_taken is 'Another member has this mb.';
comment on index registry.member_lei_taken is 'Another member has this lei.';

-- Lists: every filter ends in the default order (name, id), so that a page is a piece of an index.
create index member_pib on registry.member (pib);
create index member_mb on registry.member (mb);
create index member_lei on registry.member (lei);
create index member_name on registry.member (name, id);
create index member_created_at on registry.member (created_at, id);
create index member_sector on registry.member (sector, name, id);
create index member_country on registry.member (country, name, id);
create index member_status on registry.member (status, name, id);
create index member_size on registry.member (size, name, id);
create index member_joined_on on registry.member (joined_on);
comment on index registry.member_pib is 'GET /v1/members?pib=';
comment on index registry.member_mb is 'GET /v1/members?mb=';
comment on index registry.member_lei is 'GET /v1/members?lei=';
comment on index registry.member_name is 'GET /v1/members, GET /v1/members?name=, ?kind=';
comment on index registry.member_created_at is 'GET /v1/members?sort=created_at';
comment on index registry.member_sector is 'GET /v1/members?sector=';
comment on index registry.member_country is 'GET /v1/members?country=';
comment on index registry.member_status is 'GET /v1/members?status=';
comment on index registry.member_size is 'GET /v1/members?size=';
comment on index registry.member_joined_on is 'GET /v1/members?joined_on.gte=';

create table registry.former_name (
    member_id uuid not null,
    name text collate "sr-Latn-x-icu" not null,
    until date not null,
    constraint former_name_pkey primary key (member_id, until, name),
    constraint former_name_member_id_known foreign key (member_id) references registry.member
);
comment on table registry.former_name is 'Names that members had, until when. Filled by the guard of registry.member.';
create index former_name_name on registry.former_name (name);
comment on index registry.former_name_name is 'GET /v1/members?name=';

create table registry.membership (
    member_id uuid not null,
    started_on date not null,
    ended_on date,
    end_reason text,
    constraint membership_pkey primary key (member_id, started_on),
    constraint membership_member_id_known foreign key (member_id) references registry.member,
    constraint membership_ended_on_not_before_started_on check (ended_on >= started_on)
);
comment on table registry.membership is 'Periods of membership, one row each, kept by registry.apply_transition.';
create unique index membership_one_open on registry.membership (member_id) where ended_on is null;
comment on index registry.membership_one_open is 'A member has one open membership at most.';

-- Numbers belong to one member. Both rules and names of the asker decide how much is told: an
-- applicant that nobody has admitted is not named to a stranger.
create function registry.check_unregistered(row_id uuid, pib text, mb text, lei text) returns void
language plpgsql security definer
as $$
declare
    other record;
    shown jsonb;
begin
    select m.id, m.name, m.joined_on is not null as is_public,
           array_remove(array[case when m.pib = check_unregistered.pib then 'PIB' end,
                              case when m.mb = check_unregistered.mb then 'MB' end,
                              case when m.lei = check_unregistered.lei then 'LEI' end], null) as numbers
    into other
    from registry.member m
    where m.status <> 'rejected'
      and m.id <> row_id
      and m.id in (select n.id from registry.member n where n.pib = check_unregistered.pib
                   union all select n.id from registry.member n where n.mb = check_unregistered.mb
                   union all select n.id from registry.member n where n.lei = check_unregistered.lei)
    order by m.joined_on nulls last, m.id
    limit 1;
    if other.id is null then
        return;
    end if;
    if other.is_public or registry.is_staff() or other.id = registry.principal() then
        shown := jsonb_build_object('member', jsonb_build_object('id', other.id, 'name', other.name));
        perform registry.refuse(409, format('%s already has this %s.', other.name, array_to_string(other.numbers, ' and ')), shown);
    end if;
    perform registry.refuse(409, format('A company with this %s has already applied.', array_to_string(other.numbers, ' and ')));
end
$$;
comment on function registry.check_unregistered(uuid, text, text, text) is
    'Refuses with 409 when another member has one of the numbers, and names it where the asker may know.';

create function registry.guard_member() returns trigger
language plpgsql security definer
as $$
declare
    faults jsonb := '[]';
    probe registry.member;
begin
    if tg_op = 'INSERT' then
        new.version := 1;
        new.kind := coalesce(new.kind, 'forum_member');
        new.country := coalesce(new.country, 'RS');
        new.former_names := '[]';
        new.status := 'applied';
        new.status_effective_on := registry.today();
        new.status_reason := null;
        new.joined_on := null;
        new.reapplied_on := null;
        new.unreported_year := null;
        new.softened_commitments := 0;
        new.created_at := registry.moment();
        new.updated_at := registry.moment();
    else
        new.is_public := old.is_public; -- computed after this trigger
        if new *= old then
            return null;
        end if;
        probe := new;
        probe.unreported_year := old.unreported_year;
        probe.softened_commitments := old.softened_commitments;
        if probe *= old then
            return new;
        end if;
        if new.id <> old.id or new.created_at <> old.created_at or new.version <> old.version then
            perform registry.refuse(409, 'id, version and created_at of a member can not be changed.');
        end if;
        if new.status <> old.status then
            perform registry.guard_status('member', old.status, new.status);
        end if;
        if new.name <> old.name then
            new.former_names := old.former_names || jsonb_build_object('name', old.name, 'until', registry.today());
            insert into registry.former_name (member_id, name, until)
            values (old.id, old.name, registry.today())
            on conflict do nothing;
        end if;
        new.version := old.version + 1;
        new.updated_at := registry.moment();
    end if;

    if not registry.is_staff() then
        if new.kind <> (case tg_op when 'INSERT' then 'forum_member' else old.kind end) then
            faults := faults || registry.fault('/kind', 'staff_only', 'kind can be set by the Forum''s staff only.');
        end if;
        if new.identifier_note is not null and (tg_op = 'INSERT' or new.identifier_note is distinct from old.identifier_note) then
            faults := faults || registry.fault('/identifier_note', 'staff_only', 'identifier_note can be set by the Forum''s staff only.');
        end if;
        if faults <> '[]' then
            perform registry.refuse_input(faults);
        end if;
    end if;

    if (new.pib is not null or new.mb is not null or new.lei is not null)
       and (tg_op = 'INSERT'
            or (new.pib, new.mb, new.lei) is distinct from (old.pib, old.mb, old.lei)
            or (old.status = 'rejected' and new.status <> 'rejected')) then
        perform registry.check_unregistered(new.id, new.pib, new.mb, new.lei);
    end if;
    return new;
end
$$;
comment on function registry.guard_member() is
    'Trigger: versions, former names, numbers that belong to another, what staff alone may set, the life cycle.';

create trigger guard before insert or update on registry.member
    for each row execute function registry.guard_member();
do $$
begin
    perform registry.watch_constraints('member');
    perform registry.watch_constraints('membership');
    perform registry.watch_changes('registry.member');
end
$$;

-- Who sees and changes what. One column a policy; the functions run once a statement.
alter table registry.member enable row level security;
create policy the_public_sees_who_was_admitted on registry.member for select to forum_public
    using (is_public);
create policy keys_see_the_public_and_their_own on registry.member for select to forum_app
    using (is_public or (select registry.is_staff()) or id = (select registry.principal()));
create policy anyone_applies on registry.member for insert to forum_app
    with check (true);
create policy staff_and_owners_change on registry.member for update to forum_app
    using ((select registry.is_staff()) or id = (select registry.principal()));

-- Columns that no body can set are changed by functions of forum_owner alone.
grant select on registry.member to forum_app;
grant insert (id, kind, source, name, legal_form, pib, mb, lei, isin, vat_number, identifier_note, country, city,
              sector, activity, size, employees, website, description) on registry.member to forum_app;
grant update (kind, source, name, legal_form, pib, mb, lei, isin, vat_number, identifier_note, country, city,
              sector, activity, size, employees, website, description) on registry.member to forum_app;
-- Everything but reapplied_on: whether one who left wants to come back is between it and the Forum.
grant select (id, version, kind, source, name, former_names, legal_form, pib, mb, lei, isin, vat_number, identifier_note,
              country, city, sector, activity, size, employees, website, description, status, status_effective_on,
              status_reason, joined_on, unreported_year, softened_commitments, created_at, updated_at, since, until, is_public) on registry.member to forum_public;

create view registry.member_access as
select m.id, m.version, m.id as member_id, m.status, m.status_effective_on as effective_on, m.is_public as is_seen
from registry.member m;
comment on view registry.member_access is 'For registry.hold.';

alter table registry.former_name enable row level security;
create policy seen_with_the_member on registry.former_name for select to forum_app, forum_public
    using (exists (select from registry.member m where m.id = member_id));
grant select on registry.former_name to forum_app, forum_public;

alter table registry.membership enable row level security;
create policy staff_read_all on registry.membership for select to forum_app
    using ((select registry.is_staff()));
create policy members_read_their_own on registry.membership for select to forum_app
    using (member_id = (select registry.principal()));
grant select on registry.membership to forum_app;

-- Both functions below see more than their caller. forum_public must be able to name them, because
-- the views do, and gets nothing from them, whatever settings it may have put.

-- What the asker may do with a row of that status. Null for someone without a key. A member acts
-- on its own rows only.
create function registry.allowed_actions(resource text, status text, member_id uuid) returns text[]
language plpgsql stable security definer
as $$
declare
    asker text := nullif(current_setting('forum.role', true), '');
    is_waiting boolean := false;
begin
    if asker is null or session_user = 'forum_public' then
        return null;
    end if;
    if asker = 'member' and member_id is distinct from nullif(current_setting('forum.member', true), '')::uuid then
        return '{}';
    end if;
    if resource = 'member' and status in ('withdrawn', 'expelled') then
        is_waiting := exists (select from registry.member m where m.id = allowed_actions.member_id and m.reapplied_on is not null);
    end if;
    return coalesce(
        (select a.actions
         from registry.allowed_action a
         where a.from_status = allowed_actions.status and a.role = asker and a.resource = allowed_actions.resource
           and a.waiting = is_waiting),
        '{}');
end
$$;
comment on function registry.allowed_actions(text, text, uuid) is
    'The actions that the asker may take on a row of this status and member.';

create function registry.reapplied_on(member_id uuid) returns date
language plpgsql stable security definer
as $$
begin
    if session_user = 'forum_public' or not (registry.is_staff() or coalesce(member_id = registry.principal(), false)) then
        return null;
    end if;
    return (select m.reapplied_on from registry.member m where m.id = reapplied_on.member_id);
end
$$;
comment on function registry.reapplied_on(uuid) is 'When a member that had left applied again; for itself and staff.';
grant execute on function registry.allowed_actions(text, text, uuid), registry.reapplied_on(uuid) to forum_app, forum_public;

-- A report for year Y is due by 31 December of Y + 1. Whether the asker can have more than the
-- public is asked of current_user, which costs nothing, before any function is called.
create view api.member with (security_invoker) as
select m.id,
       m.version,
       m.kind,
       m.source,
       m.name,
       m.former_names,
       m.legal_form,
       m.pib,
       m.mb,
       m.lei,
       m.isin,
       m.vat_number,
       m.identifier_note,
       m.country,
       m.city,
       m.sector,
       m.activity,
       m.size,
       m.employees,
       m.website,
       m.description,
       m.status,
       m.status_effective_on,
       m.status_reason,
       m.joined_on,
       case when m.status in ('withdrawn', 'expelled') and current_user <> 'forum_public'
            then registry.reapplied_on(m.id)
       end as reapplied_on,
       case when m.kind = 'forum_member' and m.status = 'active' and m.unreported_year is not null then
            case when (select registry.today()) > make_date(m.unreported_year + 1, 12, 31) then 'overdue'
                 when (select registry.today()) >= make_date(m.unreported_year + 1, 12, 31) - 60 then 'due'
                 else 'current'
            end
       end as reporting,
       case when m.kind = 'forum_member' and m.status = 'active' and m.unreported_year is not null
            then make_date(m.unreported_year + 1, 12, 31)
       end as reporting_due_on,
       m.softened_commitments,
       case when current_user <> 'forum_public'
            then registry.allowed_actions('member', m.status, m.id)
       end as allowed_actions,
       m.created_at,
       m.updated_at
from registry.member m;
comment on view api.member is 'Contract schema Member.';
grant select on api.member to forum_app, forum_public;

commit;
