-- Deploy forum:change_feed to pg
-- The change feed: every committed change gets one place in one order without gaps, and a hash that rests on all before it.
--
-- Nothing of a change is stored twice. What everybody may know of it is text that is made from its record when it is asked for, always
-- the same bytes: whoever alters a record or a seal afterwards can not make the hashes fit again. docs/verify.md says it to those
-- who check.

begin;
set local role forum_owner;

-- `registry.change.position` would have to be put into each record by an update: a second copy of what is the widest row there is.
drop index registry.change_position_once;
drop index registry.change_not_sealed;
alter table registry.change drop column position;

-- What waits for its place. An identity is handed out before commit and may become visible out of order; a row here becomes
-- visible with its change, whenever that is, and goes when it is sealed.
create table registry.unsealed_change (
    change_id bigint not null,
    constraint unsealed_change_pkey primary key (change_id)
);
comment on table registry.unsealed_change is 'Changes that registry.seal has not given their places yet.';

create function registry.queue_changes() returns trigger
language plpgsql security definer
as $$
begin
    insert into registry.unsealed_change (change_id) select a.id from added a;
    return null;
end
$$;
comment on function registry.queue_changes() is 'Trigger: what was written down waits to be sealed.';
create trigger queue after insert on registry.change
    referencing new table as added
    for each statement execute function registry.queue_changes();
insert into registry.unsealed_change (change_id) select c.id from registry.change c;

-- Columns that everybody may read and that are still not in the feed. Any other column of api.X that forum_public may read, and
-- that registry.revised_column does not call private, is.
create table registry.withheld_column (
    resource text not null,
    name text not null,
    why text not null,
    constraint withheld_column_pkey primary key (resource, name)
);
comment on table registry.withheld_column is 'Public columns that the feed leaves out, and why.';
insert into registry.withheld_column (resource, name, why) values
    ('member', 'unreported_year', 'derived: follows from memberships and reports'),
    ('member', 'softened_commitments', 'derived: how many of its commitments say softened'),
    ('commitment', 'current_value', 'derived: of the newest progress entry that is not superseded'),
    ('commitment', 'current_value_on', 'derived: the same'),
    ('report', 'commitment_ids', 'shown as far as the asker may see them, which changes without the report');

-- Which columns were left out when a change was sealed. When columns come or change hands there is another row here for what is
-- sealed from then on, and what was sealed before stays as it was.
create table registry.seal_recipe (
    id integer generated always as identity,
    resource text not null,
    withheld text[] not null,
    constraint seal_recipe_pkey primary key (id),
    constraint seal_recipe_once unique (resource, withheld)
);
comment on table registry.seal_recipe is 'Which columns of a resource the feed leaves out. Never altered: hashes rest on it.';

create table registry.sealed_change (
    position bigint not null,
    change_id bigint not null,
    recipe integer,
    is_told boolean not null,
    disclosed_at timestamptz,
    salt bytea,
    rest bytea not null,
    hash bytea not null,
    constraint sealed_change_pkey primary key (position)
);
comment on table registry.sealed_change is 'The places of changes, from 1 on without gaps. Written by registry.seal alone; only a salt is ever taken away.';
comment on column registry.sealed_change.recipe is 'Which columns are left out; null for a resource that is never public.';
comment on column registry.sealed_change.is_told is 'Whether everybody may know of it.';
comment on column registry.sealed_change.disclosed_at is 'Of a change that everybody knows since an embargo passed, at a second place: when that was.';
comment on column registry.sealed_change.salt is 'Random bytes before the confidential text, so that nobody finds it by trying. Null when that was erased.';
comment on column registry.sealed_change.rest is 'SHA-256 of the salt and the confidential text.';
comment on column registry.sealed_change.hash is 'SHA-256 of the hash before, and the SHA-256 of the text for everybody and `rest`, each of these hashed.';
comment on index registry.sealed_change_pkey is 'GET /v1/changes';
create index sealed_change_erasable on registry.sealed_change (change_id) where recipe is null;
comment on index registry.sealed_change_erasable is 'registry.forget_contacts';
alter table registry.sealed_change alter column rest set storage plain, alter column hash set storage plain;

-- Rows that are published and not seen yet, because an embargo holds, with the version that was sealed last.
create table registry.awaited_publication (
    resource text not null,
    resource_id uuid not null,
    change_id bigint not null,
    version integer not null,
    constraint awaited_publication_pkey primary key (resource, resource_id)
);
comment on table registry.awaited_publication is 'What the feed will disclose when an embargo passes.';

-- The one row that says how far the chain has come. Whoever seals locks it: a row can be locked by functions of its owner alone,
-- an advisory lock by any login.
create table registry.seal_head (
    register uuid not null default gen_random_uuid(),
    position bigint not null,
    hash bytea not null,
    sealed_at timestamptz not null,
    is_one boolean not null default true,
    constraint seal_head_once unique (is_one),
    constraint seal_head_one check (is_one)
);
comment on table registry.seal_head is 'How far the chain has come: one row.';
comment on column registry.seal_head.register is 'Which register this is, so that a checkpoint of one is not taken for another''s.';
insert into registry.seal_head (position, hash, sealed_at) values (0, decode(repeat('00', 32), 'hex'), now());

do $$
declare
    name text;
begin
    foreach name in array '{unsealed_change,withheld_column,seal_recipe,sealed_change,awaited_publication,seal_head}'::text[] loop
        execute format('alter table registry.%I enable row level security', name);
    end loop;
end
$$;

-- Texts. They are hashed, so they must never change: for other texts make other functions, and say in seal_recipe which is meant.

create function registry.feed_time(moment timestamptz) returns text
language sql stable parallel safe
return left(to_json(moment at time zone 'UTC')::text, -1) || 'Z"';
comment on function registry.feed_time(timestamptz) is 'A moment as JSON, in UTC.';

-- Without its last brace: what is not hashed follows. Names and codes need no escaping.
create function registry.told_text(place bigint, resource text, resource_id uuid, version integer, member_id uuid, action text, at timestamptz,
                                   actor_role text, reason text, row_text text, disclosed_at timestamptz) returns text
language sql stable parallel safe
return concat(
    '{"position":', place,
    ',"resource":"', resource,
    '","resource_id":"', resource_id,
    '","version":', version,
    ',"member_id":', coalesce('"' || member_id || '"', 'null'),
    case when disclosed_at is not null
         then ',"action":"disclose","at":' || registry.feed_time(disclosed_at) || ',"by":null'
         else ',"action":"' || case action when 'insert' then 'create' else action end
              || '","at":' || registry.feed_time(at)
              || case when actor_role in ('staff', 'admin') then ',"by":"staff"' else ',"by":"member"' end
    end,
    ',"reason":', coalesce(to_json(reason)::text, 'null'),
    ',"row":', row_text);
comment on function registry.told_text(bigint, text, uuid, integer, uuid, text, timestamptz, text, text, text, timestamptz) is
    'An entry of the feed, up to its seal: of what everybody may know, these bytes are hashed.';

create function registry.confidential_text(resource text, resource_id uuid, version integer, member_id uuid, action text, at timestamptz,
                                           actor_key uuid, actor_role text, reason text, note text, request_id text, before jsonb, after jsonb)
    returns text
language sql stable parallel safe
return concat(
    '{"resource":"', resource,
    '","resource_id":"', resource_id,
    '","version":', version,
    ',"member_id":', coalesce('"' || member_id || '"', 'null'),
    ',"action":"', action,
    '","at":', registry.feed_time(at),
    ',"actor_key":', coalesce('"' || actor_key || '"', 'null'),
    ',"actor_role":', coalesce('"' || actor_role || '"', 'null'),
    ',"reason":', coalesce(to_json(reason)::text, 'null'),
    ',"note":', coalesce(to_json(note)::text, 'null'),
    ',"request_id":', coalesce(to_json(request_id)::text, 'null'),
    ',"before":', coalesce(before::text, 'null'),
    ',"after":', coalesce(after::text, 'null'), '}');
comment on function registry.confidential_text(text, uuid, integer, uuid, text, timestamptz, uuid, text, text, text, text, jsonb, jsonb) is
    'All that is known of a change; hashed behind a salt.';

-- The chain.

create function registry.link(hash bytea, first_hash bytea, leaf bytea) returns bytea
language plpgsql immutable parallel safe
as $$
begin
    return sha256(coalesce(hash, first_hash) || leaf);
end
$$;
comment on function registry.link(bytea, bytea, bytea) is 'The step of registry.chain.';
create aggregate registry.chain(first_hash bytea, leaf bytea) (sfunc = registry.link, stype = bytea);
comment on aggregate registry.chain(bytea, bytea) is 'The hash of a chain after each leaf, from the hash before the first.';

-- The recipe of today for each resource that can be public; made when there is none that is the same.
create function registry.seal_recipes() returns setof registry.seal_recipe
language plpgsql
as $$
declare
    told_resource text;
    table_name regclass;
    columns text[];
begin
    foreach told_resource in array '{member,commitment,progress,report}'::text[] loop
        table_name := format('registry.%I', told_resource)::regclass;
        columns := array(
            select a.attname::text
            from pg_attribute a
            where a.attrelid = table_name and a.attnum > 0 and not a.attisdropped
              and not (has_column_privilege('forum_public', table_name, a.attnum, 'select')
                       and exists (select from pg_attribute v
                                   where v.attrelid = format('api.%I', told_resource)::regclass and v.attname = a.attname and v.attnum > 0)
                       and not exists (select from registry.revised_column r
                                       where r.resource = told_resource and r.name = a.attname and r.rule = 'private')
                       and not exists (select from registry.withheld_column w
                                       where w.resource = told_resource and w.name = a.attname))
            order by a.attname collate "C");
        if not exists (select from registry.seal_recipe r where r.resource = told_resource and r.withheld = columns) then
            insert into registry.seal_recipe (resource, withheld) values (told_resource, columns);
        end if;
        return query select r.* from registry.seal_recipe r where r.resource = told_resource and r.withheld = columns;
    end loop;
end
$$;
comment on function registry.seal_recipes() is 'Which columns of each resource the feed leaves out now.';

-- What strangers see now, and has not been told: of each row the version that stands.
create view registry.due_publication as
select a.resource, a.resource_id, a.change_id, coalesce(c.embargo_until, now()) as at
from registry.awaited_publication a
join registry.commitment c on c.id = a.resource_id and c.version = a.version
where a.resource = 'commitment' and c.is_public and coalesce(c.embargo_until <= now(), true)
union all
select a.resource, a.resource_id, a.change_id, coalesce(r.embargo_until, now())
from registry.awaited_publication a
join registry.report r on r.id = a.resource_id and r.version = a.version
where a.resource = 'report' and r.is_public and coalesce(r.embargo_until <= now(), true)
union all
select a.resource, a.resource_id, a.change_id, coalesce(c.embargo_until, now())
from registry.awaited_publication a
join registry.progress p on p.id = a.resource_id and p.version = a.version
join registry.commitment c on c.id = p.commitment_id
where a.resource = 'progress' and c.is_public and coalesce(c.embargo_until <= now(), true);
comment on view registry.due_publication is 'What registry.seal has to disclose now.';

-- Whether everybody may know of a change. What was changed under an embargo never was public, whenever it is sealed; what
-- changes nothing that everybody sees is nobody's business (a member that had left applies again).
create function registry.is_told(resource text, at timestamptz, before jsonb, after jsonb, withheld text[]) returns boolean
language plpgsql stable
as $$
begin
    if withheld is null or after is null then
        return false;
    elsif resource = 'progress' then
        return exists (
            select from registry.commitment m
            where m.id = (after ->> 'commitment_id')::uuid and m.is_public and coalesce(m.embargo_until <= now(), true)
              and not exists (select from registry.awaited_publication a where a.resource = 'commitment' and a.resource_id = m.id));
    elsif not (after -> 'is_public')::boolean or (after ->> 'embargo_until')::timestamptz > at then
        return false;
    elsif before is null or not (before -> 'is_public')::boolean or (before ->> 'embargo_until')::timestamptz > at then
        return true;
    end if;
    return after - (withheld || '{version,updated_at}') <> before - (withheld || '{version,updated_at}');
end
$$;
comment on function registry.is_told(text, timestamptz, jsonb, jsonb, text[]) is
    'Whether everybody may know of a change that is being sealed.';

-- Seals what is committed, at most so much, and discloses what an embargo held back. Changes are taken in the order of their ids.
-- That is an order of causes: a change that rests on another (the next version of a row, a commitment of a new member) was given its
-- id after that one was committed, and whoever sees it sees that one. What becomes visible later gets a later place. Places are
-- taken in the transaction that seals, so what breaks off leaves no gap. While there is nothing to do nothing is written, which
-- would make every kept answer look old (registry.reading_state). Any login that may call it can only do what is due anyway.
create function registry.seal(most integer, out head bigint, out sealed integer)
language plpgsql security definer
as $$
declare
    state registry.seal_head;
    ids bigint[];
    last_position bigint;
begin
    sealed := 0;
    select h.position into head from registry.seal_head h;
    if not exists (select from registry.unsealed_change) and not exists (select from registry.due_publication) then
        return;
    end if;
    select * into state from registry.seal_head h for update skip locked;
    if not found then
        return; -- somebody else is at it
    end if;

    with taken as (
        delete from registry.unsealed_change u
        where u.change_id in (select q.change_id from registry.unsealed_change q order by q.change_id
                              limit least(greatest(most, 1), 10000))
        returning u.change_id)
    select array_agg(c.id order by c.id) into ids
    from registry.change c where c.id in (select t.change_id from taken t);

    -- What may be erased is held meanwhile, so that whoever erases it finds the seal.
    perform from registry.change c where c.id = any (ids) and c.resource = 'contact' order by c.id for share;

    with last as (
        select distinct on (c.resource, c.resource_id) c.resource, c.resource_id, c.id, c.version,
               (c.after -> 'is_public')::boolean and (c.after ->> 'embargo_until')::timestamptz > c.at as is_held
        from registry.change c
        where c.id = any (ids) and c.resource in ('commitment', 'report') and c.after is not null
        order by c.resource, c.resource_id, c.version desc),
    told as (
        delete from registry.awaited_publication a
        using last l
        where a.resource = l.resource and a.resource_id = l.resource_id and l.is_held is not true)
    insert into registry.awaited_publication (resource, resource_id, change_id, version)
    select l.resource, l.resource_id, l.id, l.version from last l where l.is_held
    on conflict on constraint awaited_publication_pkey do update set change_id = excluded.change_id, version = excluded.version;

    with recipe as materialized (select * from registry.seal_recipes()),
    entry as (
        select state.position + i.place as position, c.id as change_id, r.id as recipe, t.is_told, s.salt,
               sha256(case when t.is_told
                           then convert_to(registry.told_text(state.position + i.place, c.resource, c.resource_id, c.version, c.member_id, c.action, c.at, c.actor_role, c.reason,
                                                  (c.after - r.withheld)::text, null), 'UTF8')
                           else '' end) as shown,
               sha256(s.salt || convert_to(registry.confidential_text(c.resource, c.resource_id, c.version, c.member_id, c.action, c.at, c.actor_key, c.actor_role,
                                                                      c.reason, c.note, c.request_id, c.before, c.after), 'UTF8')) as rest
        from unnest(ids) with ordinality i(id, place)
        cross join lateral (select * from registry.change x where x.id = i.id offset 0) c
        left join recipe r on r.resource = c.resource
        cross join lateral (select uuid_send(gen_random_uuid()) as salt offset 0 * i.place) s
        cross join lateral (select registry.is_told(c.resource, c.at, c.before, c.after, r.withheld) as is_told offset 0) t
        offset 0)
    insert into registry.sealed_change (position, change_id, recipe, is_told, salt, rest, hash)
    select e.position, e.change_id, e.recipe, e.is_told, e.salt, e.rest,
           registry.chain(state.hash, sha256(e.shown || e.rest)) over (order by e.position)
    from entry e;
    get diagnostics sealed = row_count;
    if sealed > 0 then
        select s.position, s.hash into state.position, state.hash
        from registry.sealed_change s where s.position = state.position + sealed;
    end if;

    with last as (
        select distinct on (c.resource_id) c.resource, c.resource_id, c.id, c.version, s.is_told
        from registry.sealed_change s join registry.change c on c.id = s.change_id
        where s.position > state.position - sealed and c.id = any (ids) and c.resource = 'progress'
        order by c.resource_id, c.version desc),
    told as (
        delete from registry.awaited_publication a
        using last l
        where a.resource = l.resource and a.resource_id = l.resource_id and l.is_told)
    insert into registry.awaited_publication (resource, resource_id, change_id, version)
    select l.resource, l.resource_id, l.id, l.version from last l where not l.is_told
    on conflict on constraint awaited_publication_pkey do update set change_id = excluded.change_id, version = excluded.version;

    -- Commitments before their progress.
    with due as (
        delete from registry.awaited_publication a
        using registry.due_publication d
        where a.resource = d.resource and a.resource_id = d.resource_id
        returning d.resource, d.change_id, d.at),
    placed as (
        select d.at as disclosed_at, c.*, r.id as recipe, r.withheld, uuid_send(gen_random_uuid()) as salt,
               state.position + row_number() over (order by d.resource = 'progress', d.change_id) as position
        from due d
        join registry.change c on c.id = d.change_id
        join registry.seal_recipes() r on r.resource = d.resource),
    entry as (
        select c.position, c.id as change_id, c.recipe, c.disclosed_at, c.salt,
               sha256(convert_to(registry.told_text(c.position, c.resource, c.resource_id, c.version, c.member_id, c.action, c.at, c.actor_role, c.reason,
                                                  (c.after - c.withheld)::text, c.disclosed_at), 'UTF8')) as shown,
               sha256(c.salt || convert_to(registry.confidential_text(c.resource, c.resource_id, c.version, c.member_id, c.action, c.at, c.actor_key, c.actor_role,
                                                                      c.reason, c.note, c.request_id, c.before, c.after), 'UTF8')) as rest
        from placed c
        offset 0)
    insert into registry.sealed_change (position, change_id, recipe, is_told, disclosed_at, salt, rest, hash)
    select e.position, e.change_id, e.recipe, true, e.disclosed_at, e.salt, e.rest,
           registry.chain(state.hash, sha256(e.shown || e.rest)) over (order by e.position)
    from entry e;
    get diagnostics last_position = row_count;
    if last_position > 0 then
        sealed := sealed + last_position;
        select s.position, s.hash into state.position, state.hash
        from registry.sealed_change s where s.position = state.position + last_position;
    end if;

    update registry.seal_head h set position = state.position, hash = state.hash, sealed_at = clock_timestamp();
    head := state.position;
end
$$;
comment on function registry.seal(integer) is
    'Gives committed changes their places, at most so many: how far the chain has come, and how many were sealed now.';
grant execute on function registry.seal(integer) to forum_app;

-- As registry.revision: reads with its owner's eyes, and lets through what the asker may know. current_user is asked before any
-- setting, which forum_public could put itself.
create view registry.feed with (security_barrier) as
select s.position,
       case when s.is_told or asked.everything then c.resource end as resource,
       case when s.is_told or asked.everything then c.member_id end as member_id,
       case when s.is_told and c.after is not null
                then registry.told_text(s.position, c.resource, c.resource_id, c.version, c.member_id, c.action, c.at, c.actor_role, c.reason,
                                        (c.after - r.withheld)::text, s.disclosed_at)
            when asked.everything and c.id is not null
                then registry.told_text(s.position, c.resource, c.resource_id, c.version, c.member_id, c.action, c.at, c.actor_role, c.reason,
                                        coalesce(c.after::text, 'null'), null)
       end as told,
       s.is_told,
       s.rest,
       s.hash,
       case when asked.everything then coalesce(s.salt, '') end as salt,
       case when asked.everything and s.salt is not null and c.id is not null
            then registry.confidential_text(c.resource, c.resource_id, c.version, c.member_id, c.action, c.at, c.actor_key, c.actor_role,
                                           c.reason, c.note, c.request_id, c.before, c.after)
       end as confidential
from registry.sealed_change s
left join registry.seal_recipe r on r.id = s.recipe
left join lateral (select * from registry.change x where x.id = s.change_id offset 0) c on true
cross join (select current_user <> 'forum_public' and registry.is_staff() as everything offset 0) asked;
comment on view registry.feed is 'The sealed changes, as far as the asker may know.';

create view api.change with (security_invoker) as
select f.position, f.resource, f.member_id,
       coalesce(f.told,
                '{"position":' || f.position || ',"resource":null,"resource_id":null,"version":null,"member_id":null,"action":null,'
                '"at":null,"by":null,"reason":null,"row":null')
       || ',"seal":{"rest":' || case when f.is_told then '"' || encode(f.rest, 'hex') || '"' else 'null' end
       || ',"leaf":' || case when f.is_told then 'null' else '"' || encode(sha256(sha256('') || f.rest), 'hex') || '"' end
       || ',"hash":"' || encode(f.hash, 'hex') || '"}'
       || coalesce(',"salt":"' || encode(f.salt, 'hex') || '","confidential":' || coalesce(f.confidential, 'null'), '')
       || '}' as line
from registry.feed f;
comment on view api.change is 'Contract schema Change: a line of the feed, as it is sent.';

create view registry.feed_head as
select h.register, h.position, encode(h.hash, 'hex') as hash, h.sealed_at from registry.seal_head h;
comment on view registry.feed_head is 'How far the chain has come.';
grant select on registry.feed, api.change, registry.feed_head to forum_app, forum_public;
grant execute on function registry.feed_time(timestamptz),
    registry.told_text(bigint, text, uuid, integer, uuid, text, timestamptz, text, text, text, timestamptz),
    registry.confidential_text(text, uuid, integer, uuid, text, timestamptz, uuid, text, text, text, text, jsonb, jsonb)
    to forum_app, forum_public;

-- registry.data_version rests on it. Changes are only ever added: so long as there are as many as before, sealed or not, they are the
-- same ones. What an embargo held back has a second place, which makes it another version once more.
create or replace function registry.data_version() returns text
language plpgsql stable security definer
as $$
begin
    return md5(concat_ws(' ',
        (select h.position from registry.seal_head h) + (select count(*) from registry.unsealed_change),
        (select c.at from registry.change c order by c.id desc limit 1),
        (select max(c.embargo_until) from registry.commitment c where c.embargo_until <= now()),
        (select max(r.embargo_until) from registry.report r where r.embargo_until <= now())));
end
$$;

-- Who is forgotten is forgotten here too: without its salt a hash tells nothing.
create or replace function registry.forget_contacts() returns trigger
language plpgsql security definer
as $$
begin
    update registry.change c
    set before = null, after = null
    where c.resource = 'contact' and c.resource_id in (select r.id from removed r);
    update registry.sealed_change s
    set salt = null
    where s.recipe is null
      and s.change_id in (select c.id from registry.change c
                          where c.resource = 'contact' and c.resource_id in (select r.id from removed r));
    return null;
end
$$;

commit;
