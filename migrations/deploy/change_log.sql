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
    before jsonb compression lz4,
    after jsonb compression lz4,
    at timestamptz not null default registry.moment(),
    actor_key uuid,
    actor_role text,
    reason text,
    note text,
    request_id text,
    constraint change_pkey primary key (id),
    constraint change_version_once unique (resource_id, version)
);
comment on table registry.change is 'Every change, in full. Written by registry.record_changes alone, never altered.';
comment on column registry.change.actor_key is 'The key that was used; null for an applicant and for the operator.';
comment on column registry.change.actor_role is 'member, staff or admin; null for an applicant.';
create unique index change_position_once on registry.change (position) where position is not null;
comment on index registry.change_position_once is 'The feed, in the order of its chain.';
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
    reason := set_config('forum.reason', coalesce(reason, ''), true);
end
$$;
comment on function registry.set_reason(text) is 'Gives the reason of the changes that this transaction makes.';
grant execute on function registry.set_reason(text) to forum_app;

-- One statement writes down all that another changed: row by row, an import takes half as long
-- again. An update that leaves the version alone touched derived columns only: that is no change.
-- The argument of the trigger names a column that must never be written down. The row goes through
-- to_jsonb once; no `set search_path`, every name is qualified.
create function registry.record_changes() returns trigger
language plpgsql security definer
as $$
<<said>>
declare
    -- The first two are for registry.watch_past.
    hidden text[] := array['since', 'until', coalesce(tg_argv[0], '')];
    action text := coalesce(nullif(current_setting('forum.action', true), ''), lower(tg_op));
    actor_key uuid := nullif(current_setting('forum.actor', true), '');
    actor_role text := nullif(current_setting('forum.role', true), '');
    reason text := nullif(current_setting('forum.reason', true), '');
    note text := nullif(current_setting('forum.note', true), '');
    request_id text := nullif(current_setting('forum.request', true), '');
    owner text := case tg_table_name when 'member' then 'id' else 'member_id' end;
begin
    case tg_op
    when 'INSERT' then
        insert into registry.change
            (resource, resource_id, version, member_id, action, after, actor_key, actor_role, reason, note, request_id)
        select tg_table_name, n.id, n.version, (n.after ->> said.owner)::uuid, said.action, n.after,
               said.actor_key, said.actor_role, said.reason, said.note, said.request_id
        from (select i.id, i.version, to_jsonb(i) - said.hidden as after from inserted i offset 0) n;
    when 'UPDATE' then
        insert into registry.change
            (resource, resource_id, version, member_id, action, before, after, actor_key, actor_role, reason, note, request_id)
        select tg_table_name, n.id, n.version, (n.after ->> said.owner)::uuid, said.action, to_jsonb(o) - said.hidden, n.after,
               said.actor_key, said.actor_role, said.reason, said.note, said.request_id
        from (select i.id, i.version, to_jsonb(i) - said.hidden as after from inserted i offset 0) n
        join removed o on o.id = n.id and o.version <> n.version;
    when 'DELETE' then
        insert into registry.change
            (resource, resource_id, version, member_id, action, before, actor_key, actor_role, reason, note, request_id)
        select tg_table_name, o.id, o.version + 1, (o.before ->> said.owner)::uuid, said.action, o.before,
               said.actor_key, said.actor_role, said.reason, said.note, said.request_id
        from (select r.id, r.version, to_jsonb(r) - said.hidden as before from removed r offset 0) o;
    end case;
    return null;
end
$$;
comment on function registry.record_changes() is 'Trigger: writes the changes of a statement into registry.change.';

create function registry.watch_changes(target regclass, hidden text default null) returns void
language plpgsql
as $$
declare
    recorder text := format('for each statement execute function registry.record_changes(%s)', coalesce(quote_literal(hidden), ''));
begin
    execute format('create trigger record_insert after insert on %s referencing new table as inserted %s', target, recorder);
    execute format('create trigger record_update after update on %s referencing old table as removed new table as inserted %s', target, recorder);
    execute format('create trigger record_delete after delete on %s referencing old table as removed %s', target, recorder);
end
$$;
comment on function registry.watch_changes(regclass, text) is
    'Has every change of a table recorded, without the hidden column.';

commit;
