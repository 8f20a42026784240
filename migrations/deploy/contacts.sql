-- Deploy forum:contacts to pg
-- Whom the Forum talks to at a member. Persons: seen by the member and staff alone, and deleted for good.

begin;
set local role forum_owner;

create table registry.contact (
    id uuid not null,
    version integer not null,
    member_id uuid not null,
    name text collate "sr-Latn-x-icu" not null,
    email text,
    phone text,
    role text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint contact_pkey primary key (id),
    constraint contact_member_id_known foreign key (member_id) references registry.member,
    constraint contact_name_given check (registry.is_text(name, 200)),
    constraint contact_email_address check (email ~ '^[^@\s]+@[^@\s]+$' and char_length(email) <= 254),
    constraint contact_email_or_phone_needed check (email is not null or phone is not null),
    constraint contact_phone_shape check (phone ~ '^[+]?[0-9][0-9 ()/.-]{4,29}$'),
    constraint contact_role_length check (registry.is_text(role, 100))
);
comment on table registry.contact is 'Whom the Forum talks to at a member.';
comment on constraint contact_member_id_known on registry.contact is 'member_id must be a member''s id.';
comment on constraint contact_name_given on registry.contact is 'name must have 1 to 200 characters, not all of them blank.';
comment on constraint contact_email_address on registry.contact is 'email must be an address of at most 254 characters.';
comment on constraint contact_email_or_phone_needed on registry.contact is 'email or phone must be given.';
comment on constraint contact_phone_shape on registry.contact is 'phone must be 5 to 30 digits and spaces, with a plus before them or not.';
comment on constraint contact_role_length on registry.contact is 'role must have 1 to 100 characters, not all of them blank.';

create index contact_name on registry.contact (member_id, name, id);
create index contact_created_at on registry.contact (member_id, created_at, id);
comment on index registry.contact_name is 'GET /v1/members/{member_id}/contacts';
comment on index registry.contact_created_at is 'GET /v1/members/{member_id}/contacts?sort=created_at';

create function registry.guard_contact() returns trigger
language plpgsql security definer
as $$
begin
    if tg_op = 'INSERT' then
        new.version := 1;
        new.created_at := now();
    else
        if new *= old then
            return null;
        end if;
        if new.id <> old.id or new.member_id <> old.member_id or new.created_at <> old.created_at or new.version <> old.version then
            perform registry.refuse(409, 'id, version, member_id and created_at of a contact can not be changed.');
        end if;
        new.version := old.version + 1;
    end if;
    new.updated_at := now();
    return new;
end
$$;
comment on function registry.guard_contact() is 'Trigger: versions.';
create trigger guard before insert or update on registry.contact
    for each row execute function registry.guard_contact();

-- The law on personal data (ZZPL, article 30): whoever is deleted is gone from the records too. That
-- something was entered, changed and deleted stays, and when, and by which side.
create function registry.forget_contacts() returns trigger
language plpgsql security definer
as $$
begin
    update registry.change c
    set before = null, after = null
    where c.resource = 'contact' and c.resource_id in (select r.id from removed r);
    return null;
end
$$;
comment on function registry.forget_contacts() is 'Trigger: takes what was deleted out of the records of changes.';
do $$
begin
    perform registry.watch_constraints('contact');
    perform registry.watch_changes('registry.contact');
end
$$;
-- After record_delete, in the order of their names, so that it takes from that record too.
create trigger wipe_records after delete on registry.contact
    referencing old table as removed
    for each statement execute function registry.forget_contacts();

alter table registry.contact enable row level security;
create policy staff_and_owners_only on registry.contact to forum_app
    using ((select registry.is_staff()) or member_id = (select registry.principal()))
    with check ((select registry.is_staff()) or member_id = (select registry.principal()));
grant select, delete on registry.contact to forum_app;
grant insert (id, member_id, name, email, phone, role) on registry.contact to forum_app;
grant update (name, email, phone, role) on registry.contact to forum_app;

create view registry.contact_access as
select c.id, c.version, c.member_id, null::text as status, null::date as effective_on, false as is_seen
from registry.contact c;
comment on view registry.contact_access is 'For registry.hold.';
do $$
begin
    perform registry.watch_access();
end
$$;

create view api.contact with (security_invoker) as
select c.id, c.version, c.member_id, c.name, c.email, c.phone, c.role, c.created_at, c.updated_at
from registry.contact c;
comment on view api.contact is 'Contract schema Contact.';
grant select on api.contact to forum_app;

commit;
