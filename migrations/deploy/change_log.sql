-- Deploy forum:change_log to pg
-- Every change of every resource: what, before and after, who, when, why, in which request.

begin;
set local role forum_owner;

-- `id` is handed out before commit and may become visible out of order; `position` is given to
-- committed changes in one gapless order, later, by the sealer.
create table registry.change (
    id bigint generated always as identity,
    position bigint,
    resource text not null,
    resource_id uuid not null,
    version integer not null,
    member_id uuid,
    action text not null,
    before jsonb,
    after jsonb,
    at timestamptz not null default now(),
    actor_key uuid,
    actor_role text,
    reason text,
    note text,
    request_id text,
    constraint change_pkey primary key (id),
    constraint change_position_once unique (position),
    constraint change_version_once unique (resource_id, version),
    constraint change_says_what_changed check (before is not null or after is not null)
);
comment on table registry.change is 'Every change, in full. Written by registry.record_change alone, never altered.';
comment on column registry.change.actor_key is 'The key that was used; null for an applicant and for the operator.';
comment on column registry.change.actor_role is 'member, staff or admin; null for an applicant.';
comment on index registry.change_version_once is 'The history of one row, and the proof that no version was recorded twice.';

alter table registry.change enable row level security;
create policy staff_read_all on registry.change for select to forum_app
    using ((select registry.is_staff()));
create policy members_read_their_own on registry.change for select to forum_app
    using (member_id = (select registry.principal()));
grant select on registry.change to forum_app;

-- Why: put by the statements of the request, read by the trigger. Local to the transaction.
create function registry.set_reason(reason text) returns void
language plpgsql
as $$
begin
    perform set_config('forum.reason', coalesce(reason, ''), true);
end
$$;
comment on function registry.set_reason(text) is 'Gives the reason of the changes that this transaction makes.';
grant execute on function registry.set_reason(text) to forum_app;

-- The arguments of the trigger are columns that must never be written down here.
-- No `set search_path`: every name is qualified, and setting it costs more than the rest.
create function registry.record_change() returns trigger
language plpgsql security definer
as $$
declare
    before jsonb;
    after jsonb;
begin
    if tg_op <> 'INSERT' then
        before := to_jsonb(old);
    end if;
    if tg_op <> 'DELETE' then
        after := to_jsonb(new);
    end if;
    if tg_nargs > 0 then
        before := before - tg_argv[0];
        after := after - tg_argv[0];
    end if;
    insert into registry.change
        (resource, resource_id, version, member_id, action, before, after,
         actor_key, actor_role, reason, note, request_id)
    values
        (tg_table_name,
         (coalesce(after, before) ->> 'id')::uuid,
         case tg_op when 'DELETE' then (before ->> 'version')::integer + 1 else (after ->> 'version')::integer end,
         (case tg_table_name when 'member' then coalesce(after, before) ->> 'id' else coalesce(after, before) ->> 'member_id' end)::uuid,
         coalesce(nullif(current_setting('forum.action', true), ''), lower(tg_op)),
         before, after,
         nullif(current_setting('forum.actor', true), '')::uuid,
         nullif(current_setting('forum.role', true), ''),
         nullif(current_setting('forum.reason', true), ''),
         nullif(current_setting('forum.note', true), ''),
         nullif(current_setting('forum.request', true), ''));
    return null;
end
$$;
comment on function registry.record_change() is 'Trigger: writes the change of a row into registry.change.';

-- An update that leaves the version alone touched derived columns only: that is no change.
create function registry.watch_changes(target regclass, hidden text default null) returns void
language plpgsql
as $$
declare
    argument text := coalesce(quote_literal(hidden), '');
begin
    execute format('create trigger record_change after insert or delete on %s
                    for each row execute function registry.record_change(%s)', target, argument);
    execute format('create trigger record_update after update on %s
                    for each row when (old.version <> new.version)
                    execute function registry.record_change(%s)', target, argument);
end
$$;
comment on function registry.watch_changes(regclass, text) is
    'Has every change of a table recorded, without the hidden column.';

commit;
