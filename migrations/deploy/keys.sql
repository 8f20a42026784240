-- Deploy forum:keys to pg
-- Keys, and how a request says who it comes from.

begin;
set local role forum_owner;

create table registry.key (
    id uuid not null,
    version integer not null,
    role text not null,
    member_id uuid,
    label text not null,
    scope text not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz,
    digest bytea not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint key_pkey primary key (id),
    constraint key_role_known check (role = any ('{member,staff,admin}')),
    constraint key_member_id_for_members_only check (role is null or (role = 'member') = (member_id is not null)),
    constraint key_member_id_known foreign key (member_id) references registry.member,
    constraint key_label_given check (registry.is_text(label, 100)),
    constraint key_scope_known check (scope = any ('{read,write}')),
    constraint key_digest_length check (octet_length(digest) = 32)
);
comment on table registry.key is 'Keys of the API. The secret itself is shown once and never stored.';
comment on column registry.key.digest is 'SHA-256 of the secret''s text. In no view and in no change record.';
comment on constraint key_role_known on registry.key is 'role must be member, staff or admin.';
comment on constraint key_member_id_for_members_only on registry.key is 'member_id must be given for a member''s key, and only for that.';
comment on constraint key_member_id_known on registry.key is 'member_id must be a member''s id.';
comment on constraint key_label_given on registry.key is 'label must have 1 to 100 characters, not all of them blank.';
comment on constraint key_scope_known on registry.key is 'scope must be read or write.';
comment on constraint key_digest_length on registry.key is 'digest must be 32 bytes.';

create index key_created_at on registry.key (created_at, id);
create index key_member_id on registry.key (member_id, created_at, id);
comment on index registry.key_created_at is 'GET /v1/keys by staff';
comment on index registry.key_member_id is 'GET /v1/keys by a member';

-- One message for a key that is unknown, expired or revoked: which of them is nobody's business
-- who does not hold it. The settings live until the end of the transaction.
create function registry.enter(key_id uuid, digest bytea, allowed_roles text[], writes boolean, request_id text default null,
                               out role text, out member_id uuid)
language plpgsql security definer
as $$
declare
    key registry.key;
begin
    if key_id is null then
        if not 'anonymous' = any (allowed_roles) then
            perform registry.refuse(401, 'This needs a key: send it as "Authorization: Bearer forum_...".');
        end if;
    else
        select * into key from registry.key k where k.id = key_id;
        if not found or key.digest is distinct from enter.digest or key.revoked_at is not null or key.expires_at <= now() then
            perform registry.refuse(401, 'This key is not known, or has expired, or was revoked.');
        end if;
        if not key.role = any (allowed_roles) then
            perform registry.refuse(403, format('A key of the role %s may not do this.', key.role));
        end if;
        if writes and key.scope <> 'write' then
            perform registry.refuse(403, 'This key may read only.');
        end if;
        role := key.role;
        member_id := key.member_id;
    end if;
    perform registry.put_identity(role, member_id, key_id, request_id);
end
$$;
comment on function registry.enter(uuid, bytea, text[], boolean, text) is
    'Says for the rest of the transaction who is asking; refuses with 401 or 403.';

create function registry.put_identity(role text, member_id uuid, key_id uuid, request_id text) returns void
language plpgsql
as $$
declare
    ignored text;
begin
    -- An assignment, not `perform`: a plain expression is evaluated without a query.
    ignored := set_config('forum.role', coalesce(role, ''), true)
            || set_config('forum.member', coalesce(member_id::text, ''), true)
            || set_config('forum.actor', coalesce(key_id::text, ''), true)
            || set_config('forum.request', coalesce(request_id, ''), true)
            || set_config('forum.reason', '', true)
            || set_config('forum.note', '', true)
            || set_config('forum.action', '', true);
end
$$;
comment on function registry.put_identity(text, uuid, uuid, text) is 'Puts the settings that registry.role and its kin read.';

create function registry.enter_as_operator(request_id text) returns void
language plpgsql security definer
as $$
begin
    perform registry.put_identity('staff', null, null, request_id);
    -- A superuser sees the schema public and forum_owner does not: without this, every plan would
    -- be made anew whenever a function changes hands.
    perform set_config('search_path', 'pg_catalog', true);
end
$$;
comment on function registry.enter_as_operator(text) is
    'Acts as staff without a key: for the command line, connected as the owner or a superuser.';

create function registry.note_key_use(key_id uuid) returns void
language plpgsql security definer
as $$
begin
    update registry.key set last_used_at = now() where id = key_id;
end
$$;
comment on function registry.note_key_use(uuid) is 'Remembers that a key was used just now.';

grant execute on function registry.enter(uuid, bytea, text[], boolean, text), registry.note_key_use(uuid) to forum_app;

create function registry.guard_key() returns trigger
language plpgsql security definer
as $$
declare
    asker text := registry.role();
    probe registry.key;
begin
    if tg_op = 'INSERT' then
        if asker = 'member' then
            new.role := coalesce(new.role, 'member');
            new.member_id := coalesce(new.member_id, registry.principal());
        end if;
        new.version := 1;
        new.scope := coalesce(new.scope, 'write');
        new.created_at := now();
        new.updated_at := now();
        if (asker is null and current_setting('forum.action', true) is distinct from 'bootstrap')
           or (asker = 'member' and new.role is distinct from 'member')
           or (asker = 'staff' and new.role in ('staff', 'admin')) then
            perform registry.refuse(403, case
                when asker = 'member' then 'A member makes keys of the role member only.'
                else format('Only an admin makes keys of the role %s.', new.role) end);
        end if;
        if asker = 'member' and new.member_id is distinct from registry.principal() then
            perform registry.refuse(403, 'A member makes keys for itself only.');
        end if;
        if new.expires_at <= now() then
            perform registry.refuse_input(jsonb_build_array(
                registry.fault('/expires_at', 'in_the_past', 'expires_at must be in the future.')));
        end if;
        return new;
    end if;

    probe := new;
    probe.last_used_at := old.last_used_at;
    if probe *= old then
        return new;
    end if;
    if (new.id, new.version, new.role, new.member_id, new.digest, new.created_at)
       is distinct from (old.id, old.version, old.role, old.member_id, old.digest, old.created_at) then
        perform registry.refuse(409, 'A key can only be revoked, not changed.');
    end if;
    if old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at then
        new.revoked_at := old.revoked_at;
        return null;
    end if;
    new.version := old.version + 1;
    new.updated_at := now();
    return new;
end
$$;
comment on function registry.guard_key() is 'Trigger: who makes which keys; a key is never changed, only revoked, once.';

create trigger guard before insert or update on registry.key
    for each row execute function registry.guard_key();
do $$
begin
    perform registry.watch_constraints('key');
    perform registry.watch_changes('registry.key', 'digest');
end
$$;

alter table registry.key enable row level security;
create policy admins_all on registry.key to forum_app
    using ((select registry.is_admin())) with check ((select registry.is_admin()));
create policy staff_and_keys_of_members on registry.key to forum_app
    using (role = 'member' and (select registry.is_staff()))
    with check (role = 'member' and (select registry.is_staff()));
create policy members_and_their_own on registry.key to forum_app
    using (member_id = (select registry.principal()))
    with check (member_id = (select registry.principal()));
create policy whoever_holds_it on registry.key for select to forum_app
    using (id = (select registry.actor()));

grant select (id, version, role, member_id, label, scope, expires_at, revoked_at, last_used_at, created_at, updated_at)
    on registry.key to forum_app;
grant insert (id, role, member_id, label, scope, expires_at, digest) on registry.key to forum_app;
grant update (revoked_at) on registry.key to forum_app;

-- Whoever may not see a key is told that it is not there.
create view registry.key_access as
select k.id, k.version, k.member_id, null::text as status, null::date as effective_on, false as is_seen
from registry.key k
where registry.is_admin() or k.role = 'member';
comment on view registry.key_access is 'For registry.hold.';

create view api.key with (security_invoker) as
select k.id, k.version, k.role, k.member_id, k.label, k.scope, k.expires_at, k.revoked_at, k.last_used_at,
       k.created_at, k.updated_at
from registry.key k;
comment on view api.key is 'Contract schema Key.';

create view api.me with (security_invoker) as
select k.role, k.member_id, k.id as key_id, k.label, k.scope, k.expires_at
from registry.key k
where k.id = (select registry.actor());
comment on view api.me is 'Contract schema Me: the key that is used.';
grant select on api.key, api.me to forum_app;

-- Someone without an account gets, with the application, a key that sees it. For the rest of the
-- transaction the applicant acts as that member, so that the answer can be read back. Only the
-- transaction that entered the member can do it: anyone else would be handed a stranger's account.
create function registry.admit_applicant(member_id uuid, key_id uuid, digest bytea) returns void
language plpgsql security definer
as $$
begin
    if registry.is_staff() then
        return;
    end if;
    if not exists (select from registry.member m
                   where m.id = admit_applicant.member_id and m.xmin = pg_current_xact_id()::xid and m.version = 1) then
        perform registry.refuse(403, 'This application was not made just now.');
    end if;
    perform registry.put_identity('member', member_id, key_id, current_setting('forum.request', true));
    insert into registry.key (id, role, member_id, label, scope, digest)
    values (key_id, 'member', member_id, 'Made with the application', 'write', digest);
end
$$;
comment on function registry.admit_applicant(uuid, uuid, bytea) is
    'Gives whoever has just applied without an account a key for that application alone.';
grant execute on function registry.admit_applicant(uuid, uuid, bytea) to forum_app;

create function registry.make_key(role text, member_id uuid, label text, digest bytea, id uuid) returns uuid
language plpgsql security definer
as $$
begin
    perform registry.put_identity(null, null, null, 'command line');
    perform set_config('forum.action', 'bootstrap', true);
    insert into registry.key (id, role, member_id, label, scope, digest)
    values (make_key.id, make_key.role, make_key.member_id, make_key.label, 'write', make_key.digest);
    perform set_config('forum.action', '', true);
    return id;
end
$$;
comment on function registry.make_key(text, uuid, text, bytea, uuid) is
    'Makes a key of any role: for the command line, connected as the owner or a superuser.';

commit;
