-- Deploy forum:access to pg
-- Whether a row is there for the asker, whether they may change it, and which version they saw.

begin;
set local role forum_owner;

create type registry.held_row as (
    id uuid,
    version integer,
    member_id uuid,
    status text,
    effective_on date
);
comment on type registry.held_row is 'What a decision about a row needs to know; the row is locked.';

-- Row-level security hides a row from an update by changing 0 rows, and tells nobody why. This
-- finds out, with the table owner's eyes, and answers as the policies would: 404 for what the asker
-- can not see, 403 for what they see but do not own. Rows are locked without excluding those that
-- only refer to them.
create function registry.hold(resource text, row_id uuid, if_match integer) returns registry.held_row
language plpgsql security definer
as $$
declare
    held registry.held_row;
    seen boolean;
    own boolean;
    asker text := nullif(current_setting('forum.role', true), '');
    principal uuid := nullif(current_setting('forum.member', true), '')::uuid;
    everything boolean := coalesce(asker in ('staff', 'admin'), false);
begin
    case resource
        when 'member' then
            select m.id, m.version, m.id, m.status, m.status_effective_on, m.is_public
            into held.id, held.version, held.member_id, held.status, held.effective_on, seen
            from registry.member m where m.id = row_id for no key update;
        when 'commitment' then
            select c.id, c.version, c.member_id, c.status, c.status_effective_on,
                   c.is_public and (c.embargo_until is null or c.embargo_until <= now())
            into held.id, held.version, held.member_id, held.status, held.effective_on, seen
            from registry.commitment c where c.id = row_id for no key update;
        when 'report' then
            select r.id, r.version, r.member_id, r.status, r.status_effective_on,
                   r.is_public and (r.embargo_until is null or r.embargo_until <= now())
            into held.id, held.version, held.member_id, held.status, held.effective_on, seen
            from registry.report r where r.id = row_id for no key update;
        when 'key' then
            select k.id, k.version, k.member_id, null, null, false
            into held.id, held.version, held.member_id, held.status, held.effective_on, seen
            from registry.key k
            where k.id = row_id
              and (asker = 'admin' or (asker = 'staff' and k.role = 'member') or k.member_id = principal)
            for no key update;
            everything := true;
    end case;
    own := coalesce(held.member_id = principal, false);
    if held.id is null or not (everything or own or coalesce(seen, false)) then
        perform registry.refuse(404, format('There is no %s with this id.', resource));
    end if;
    if not (everything or own) then
        perform registry.refuse(403, format('This %s belongs to someone else.', resource));
    end if;
    if if_match <> held.version then
        perform registry.refuse(412, format('The %s has changed since: it is version %s now, not %s.', resource, held.version, if_match),
            jsonb_build_object('version', held.version));
    end if;
    return held;
end
$$;
comment on function registry.hold(text, uuid, integer) is
    'Locks a row that the asker is about to change; refuses with 404, 403 or 412.';

create function registry.check_version(resource text, row_id uuid, if_match integer) returns void
language plpgsql security definer
as $$
begin
    perform registry.hold(resource, row_id, if_match);
end
$$;
comment on function registry.check_version(text, uuid, integer) is
    'Locks a row before a change; refuses with 404, 403, or 412 when its version is not the one named. Null names none.';

-- For what is added below a row: no lock, so that two additions do not wait for each other.
create function registry.check_owner(resource text, row_id uuid) returns void
language plpgsql stable security definer
as $$
declare
    owner uuid;
    seen boolean;
    principal uuid := nullif(current_setting('forum.member', true), '')::uuid;
begin
    case resource
        when 'member' then
            select m.id, m.is_public into owner, seen from registry.member m where m.id = row_id;
        when 'commitment' then
            select c.member_id, c.is_public and (c.embargo_until is null or c.embargo_until <= now())
            into owner, seen from registry.commitment c where c.id = row_id;
    end case;
    if owner is null or not (registry.is_staff() or coalesce(owner = principal, false) or seen) then
        perform registry.refuse(404, format('There is no %s with this id.', resource));
    end if;
    if not (registry.is_staff() or coalesce(owner = principal, false)) then
        perform registry.refuse(403, format('This %s belongs to someone else.', resource));
    end if;
end
$$;
comment on function registry.check_owner(text, uuid) is
    'Refuses with 404 or 403 unless the asker may add something below this row.';

-- With the asker's own eyes, for a list below a row.
create function registry.check_seen(resource text, row_id uuid) returns void
language plpgsql stable
as $$
declare
    seen boolean;
begin
    case resource
        when 'member' then
            seen := exists (select from registry.member m where m.id = row_id);
        when 'commitment' then
            seen := exists (select from registry.commitment c where c.id = row_id);
    end case;
    if not seen then
        perform registry.refuse(404, format('There is no %s with this id.', resource));
    end if;
end
$$;
comment on function registry.check_seen(text, uuid) is 'Refuses with 404 when the asker does not see this row.';

grant execute on function registry.check_version(text, uuid, integer), registry.check_owner(text, uuid) to forum_app;
grant execute on function registry.check_seen(text, uuid) to forum_app, forum_public;

commit;
