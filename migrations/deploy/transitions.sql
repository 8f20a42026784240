-- Deploy forum:transitions to pg
-- The life cycles, as rows: which action leads from which status to which, and who may take it.

begin;
set local role forum_owner;

create table registry.transition (
    resource text not null,
    action text not null,
    from_status text not null,
    to_status text not null,
    roles text[] not null,
    needs_reason boolean not null default false,
    needs_note boolean not null default false,
    reapplied boolean,
    place integer not null generated always as identity,
    constraint transition_pkey primary key (resource, from_status, action),
    constraint transition_resource_known check (resource in ('member', 'commitment', 'report')),
    constraint transition_roles_known check (roles <@ array['member', 'staff', 'admin'] and cardinality(roles) > 0)
);
comment on table registry.transition is
    'The life cycles. An action without a row here for the present status is refused.';
comment on column registry.transition.reapplied is
    'For ended members: whether a new application must, or must not, be waiting. Null: no matter.';
comment on column registry.transition.place is 'The order in which allowed actions are listed.';

-- The status of a member that has left stays what the public last saw: a new application is a date
-- beside it (member.reapplied_on), and its refusal takes only that date away.
insert into registry.transition (resource, action, from_status, to_status, roles, needs_reason, needs_note, reapplied) values
    ('member', 'approve',   'applied',   'active',    '{staff,admin}',        false, false, null),
    ('member', 'reject',    'applied',   'rejected',  '{staff,admin}',        true,  false, null),
    ('member', 'suspend',   'active',    'suspended', '{staff,admin}',        true,  false, null),
    ('member', 'reinstate', 'suspended', 'active',    '{staff,admin}',        false, false, null),
    ('member', 'withdraw',  'active',    'withdrawn', '{member,staff,admin}', true,  false, null),
    ('member', 'withdraw',  'suspended', 'withdrawn', '{member,staff,admin}', true,  false, null),
    ('member', 'expel',     'active',    'expelled',  '{staff,admin}',        true,  false, null),
    ('member', 'expel',     'suspended', 'expelled',  '{staff,admin}',        true,  false, null),
    ('member', 'apply',     'rejected',  'applied',   '{member,staff,admin}', false, false, null),
    ('member', 'apply',     'withdrawn', 'withdrawn', '{member,staff,admin}', false, false, false),
    ('member', 'apply',     'expelled',  'expelled',  '{member,staff,admin}', false, false, false),
    ('member', 'approve',   'withdrawn', 'active',    '{staff,admin}',        false, false, true),
    ('member', 'approve',   'expelled',  'active',    '{staff,admin}',        false, false, true),
    ('member', 'reject',    'withdrawn', 'withdrawn', '{staff,admin}',        true,  false, true),
    ('member', 'reject',    'expelled',  'expelled',  '{staff,admin}',        true,  false, true),
    ('commitment', 'submit',   'draft',     'submitted', '{member,staff,admin}', false, false, null),
    ('commitment', 'submit',   'returned',  'submitted', '{member,staff,admin}', false, false, null),
    ('commitment', 'return',   'submitted', 'returned',  '{staff,admin}',        false, true,  null),
    ('commitment', 'publish',  'submitted', 'published', '{staff,admin}',        false, false, null),
    ('commitment', 'achieve',  'published', 'achieved',  '{staff,admin}',        false, false, null),
    ('commitment', 'miss',     'published', 'missed',    '{staff,admin}',        false, false, null),
    ('commitment', 'withdraw', 'published', 'withdrawn', '{member,staff,admin}', true,  false, null),
    ('report', 'submit',    'draft',     'submitted',  '{member,staff,admin}', false, false, null),
    ('report', 'submit',    'returned',  'submitted',  '{member,staff,admin}', false, false, null),
    ('report', 'return',    'submitted', 'returned',   '{staff,admin}',        false, true,  null),
    ('report', 'publish',   'submitted', 'published',  '{staff,admin}',        false, false, null),
    ('report', 'supersede', 'published', 'superseded', '{staff,admin}',        false, false, null);

alter table registry.transition enable row level security;
create policy everyone_reads on registry.transition for select to forum_app using (true);
grant select on registry.transition to forum_app;

-- The same by who asks, since nearly every answer to a key lists allowed actions, and gathering them anew for each row
-- takes three times as long as finding them.
create materialized view registry.allowed_action as
select t.resource, t.from_status, r.role, w.waiting, array_agg(t.action order by t.place) as actions
from registry.transition t
cross join unnest(t.roles) r(role)
cross join (values (false), (true)) w(waiting)
where t.reapplied is null or t.reapplied = w.waiting
group by t.resource, t.from_status, r.role, w.waiting;
comment on materialized view registry.allowed_action is
    'What a role may do with a row of a status; `waiting`: whether a new application is. Read anew whenever registry.transition changes.';
create unique index allowed_action_found on registry.allowed_action (from_status, role, resource, waiting);
comment on index registry.allowed_action_found is 'registry.allowed_actions';

create function registry.follow_transitions() returns trigger
language plpgsql security definer
as $$
begin
    refresh materialized view registry.allowed_action;
    return null;
end
$$;
comment on function registry.follow_transitions() is 'Trigger: brings registry.allowed_action up to date.';
create trigger follow after insert or update or delete or truncate on registry.transition
    for each statement execute function registry.follow_transitions();

-- Refuses a change of status that no row allows to the asker. The tables' guards call it, so that
-- even a statement that goes round registry.apply_transition keeps to the life cycle.
create function registry.guard_status(resource text, from_status text, to_status text) returns void
language plpgsql
as $$
begin
    if not exists (select from registry.transition t
                   where t.resource = guard_status.resource
                     and t.from_status = guard_status.from_status
                     and t.to_status = guard_status.to_status
                     and registry.role() = any (t.roles)) then
        perform registry.refuse(409,
            format('A %s can not become %s, not by %s.', resource, to_status, coalesce(registry.role(), 'someone without a key')),
            jsonb_build_object('status', from_status));
    end if;
end
$$;
comment on function registry.guard_status(text, text, text) is 'Refuses a change of status that is not in registry.transition for the asker.';

commit;
