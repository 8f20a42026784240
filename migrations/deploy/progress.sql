-- Deploy forum:progress to pg
-- What was reached so far. Entries are only ever added; a wrong one is superseded, with a reason.

begin;
set local role forum_owner;

create table registry.progress (
    id uuid not null,
    version integer not null,
    commitment_id uuid not null,
    member_id uuid not null,
    observed_on date not null,
    value numeric,
    note jsonb,
    evidence_url text,
    supersedes uuid,
    reason text,
    superseded_by uuid,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    since timestamptz not null,
    until timestamptz not null default 'infinity',
    constraint progress_pkey primary key (id),
    constraint progress_commitment_id_known foreign key (commitment_id) references registry.commitment,
    constraint progress_observed_on_not_in_the_future check (observed_on <= registry.today()),
    constraint progress_observed_on_not_before_1990 check (observed_on >= date '1990-01-01'),
    constraint progress_value_of_usual_size check (registry.is_measure(value)),
    constraint progress_note_localized check (registry.is_localized(note, 2000)),
    constraint progress_evidence_url_address check (registry.is_web_address(evidence_url)),
    constraint progress_supersedes_known foreign key (supersedes) references registry.progress,
    constraint progress_reason_needed check (supersedes is null or reason is not null),
    constraint progress_reason_length check (char_length(reason) between 5 and 1000)
);
comment on table registry.progress is 'What was reached so far. Entries are only added.';
comment on column registry.progress.since is 'Since when the row stands as it does, derived columns too: see registry.watch_past.';
comment on column registry.progress.member_id is 'The commitment''s member, so that a policy needs no join.';
comment on column registry.progress.superseded_by is 'Derived: the entry that supersedes this one.';
comment on constraint progress_commitment_id_known on registry.progress is 'commitment_id must be a commitment''s id.';
comment on constraint progress_observed_on_not_in_the_future on registry.progress is 'observed_on must not be in the future.';
comment on constraint progress_observed_on_not_before_1990 on registry.progress is 'observed_on must not be before 1990.';
comment on constraint progress_value_of_usual_size on registry.progress is 'value must be under 1e18 and have at most 12 decimals.';
comment on constraint progress_note_localized on registry.progress is 'note must have sr or en or both, each of 1 to 2000 characters.';
comment on constraint progress_evidence_url_address on registry.progress is 'evidence_url must be an http or https address of at most 2000 characters.';
comment on constraint progress_supersedes_known on registry.progress is 'supersedes must be the id of an entry of the same commitment.';
comment on constraint progress_reason_needed on registry.progress is 'reason must say why the entry supersedes another.';
comment on constraint progress_reason_length on registry.progress is 'reason must have 5 to 1000 characters.';

create unique index progress_supersedes_taken on registry.progress (supersedes);
create index progress_commitment_id on registry.progress (commitment_id, observed_on, id);
create index progress_commitment_created_at on registry.progress (commitment_id, created_at, id);
comment on index registry.progress_supersedes_taken is 'That entry is superseded already.';
comment on index registry.progress_commitment_id is 'GET /v1/commitments/{commitment_id}/progress, and the newest value of a commitment';
comment on index registry.progress_commitment_created_at is 'GET /v1/commitments/{commitment_id}/progress?sort=created_at';

create function registry.guard_progress() returns trigger
language plpgsql security definer
as $$
declare
    parent record;
    former record;
    faults jsonb := '[]';
begin
    if tg_op = 'UPDATE' then
        if new *= old then
            return null;
        end if;
        -- The one thing that may happen to an entry is that another takes its place.
        if old.superseded_by is not null or new.superseded_by is null
           or (to_jsonb(new) - 'superseded_by') <> (to_jsonb(old) - 'superseded_by') then
            perform registry.refuse(409, 'A progress entry can not be changed; add one that supersedes it.');
        end if;
        new.version := old.version + 1;
        new.updated_at := registry.moment();
        return new;
    end if;

    -- Locked, so that it neither ends nor takes another newest value meanwhile.
    select c.member_id, c.status, c.kind into parent
    from registry.commitment c where c.id = new.commitment_id
    for no key update;
    if parent.status <> 'published' then
        perform registry.refuse(409, format('Progress is reported on published commitments; this one is %s.', parent.status),
            jsonb_build_object('status', parent.status,
                               'allowed_actions', registry.allowed_actions('commitment', parent.status, parent.member_id)));
    end if;
    new.version := 1;
    new.member_id := parent.member_id;
    new.superseded_by := null;
    new.created_at := registry.moment();
    new.updated_at := registry.moment();

    if parent.kind = 'quantitative' and new.value is null then
        faults := faults || registry.fault('/value', 'required', 'value must be given for a quantitative commitment.');
    elsif parent.kind = 'qualitative' and new.value is not null then
        faults := faults || registry.fault('/value', 'not_allowed', 'A qualitative commitment has no value; say it in the note.');
    end if;
    if parent.kind = 'qualitative' and new.note is null then
        faults := faults || registry.fault('/note', 'required', 'note must be given for a qualitative commitment.');
    end if;
    if new.supersedes is not null then
        select p.superseded_by into former
        from registry.progress p where p.id = new.supersedes and p.commitment_id = new.commitment_id;
        if not found then
            faults := faults || registry.fault('/supersedes', 'unknown', 'supersedes must be the id of an entry of the same commitment.');
        elsif former.superseded_by is not null then
            faults := faults || registry.fault('/supersedes', 'taken', format('That entry is superseded already, by %s.', former.superseded_by));
        end if;
    elsif new.reason is not null then
        faults := faults || registry.fault('/reason', 'not_allowed', 'reason is for an entry that supersedes another.');
    end if;
    if faults <> '[]' then
        perform registry.refuse_input(faults);
    end if;
    return new;
end
$$;
comment on function registry.guard_progress() is 'Trigger: only on published commitments, only added, superseded once.';

create function registry.follow_progress() returns trigger
language plpgsql security definer
as $$
begin
    update registry.progress p
    set superseded_by = n.id
    from inserted n
    where p.id = n.supersedes;

    update registry.commitment c
    set (current_value, current_value_on) = (
        select p.value, p.observed_on
        from registry.progress p
        where p.commitment_id = c.id and p.superseded_by is null
        order by p.observed_on desc, p.created_at desc, p.id desc
        limit 1)
    where c.id in (select n.commitment_id from inserted n);
    return null;
end
$$;
comment on function registry.follow_progress() is 'Trigger: marks what the entries supersede, and brings their commitments'' newest values up to date.';

create trigger guard before insert or update on registry.progress
    for each row execute function registry.guard_progress();
-- After record_insert, in the order of their names: first the entry is written down, then its effects.
create trigger take_effect after insert on registry.progress
    referencing new table as inserted
    for each statement execute function registry.follow_progress();
do $$
begin
    perform registry.watch_constraints('progress');
    perform registry.watch_changes('registry.progress');
end
$$;

alter table registry.progress enable row level security;
create policy seen_with_the_commitment on registry.progress for select to forum_app, forum_public
    using (exists (select from registry.commitment c where c.id = commitment_id));
create policy staff_and_owners_write on registry.progress for insert to forum_app
    with check ((select registry.is_staff()) or member_id = (select registry.principal()));
grant select on registry.progress to forum_app, forum_public;
grant insert (id, commitment_id, observed_on, value, note, evidence_url, supersedes, reason) on registry.progress to forum_app;

create view api.progress with (security_invoker) as
select p.id, p.version, p.commitment_id, p.observed_on, p.value, p.note, p.evidence_url, p.supersedes, p.reason,
       p.superseded_by, p.created_at, p.updated_at
from registry.progress p;
comment on view api.progress is 'Contract schema Progress.';
grant select on api.progress to forum_app, forum_public;

commit;
