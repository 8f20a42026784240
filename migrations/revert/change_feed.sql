-- Revert forum:change_feed from pg

begin;

create or replace function registry.forget_contacts() returns trigger
language plpgsql security definer
as $$
begin
    update registry.change c
    set before = null, after = null
    where c.resource = 'contact' and c.resource_id in (select r.id from removed r);
    return null;
end
$$;
create or replace function registry.data_version() returns text
language plpgsql stable security definer
as $$
begin
    return md5(concat_ws(' ',
        coalesce((select max(c.position) from registry.change c), 0)
            + (select count(*) from registry.change c where c.position is null),
        (select c.at from registry.change c order by c.id desc limit 1),
        (select max(c.embargo_until) from registry.commitment c where c.embargo_until <= now()),
        (select max(r.embargo_until) from registry.report r where r.embargo_until <= now())));
end
$$;
drop view registry.feed_head;
drop view api.change;
drop view registry.feed;
drop function registry.seal(integer);
drop function registry.is_told(text, timestamptz, jsonb, jsonb, text[]);
drop view registry.due_publication;
drop function registry.seal_recipes();
drop aggregate registry.chain(bytea, bytea);
drop function registry.link(bytea, bytea, bytea);
drop function registry.confidential_text(text, uuid, integer, uuid, text, timestamptz, uuid, text, text, text, text, jsonb, jsonb);
drop function registry.told_text(bigint, text, uuid, integer, uuid, text, timestamptz, text, text, text, timestamptz);
drop function registry.feed_time(timestamptz);
drop trigger queue on registry.change;
drop function registry.queue_changes();
drop table registry.seal_head;
drop table registry.awaited_publication;
drop table registry.sealed_change;
drop table registry.seal_recipe;
drop table registry.withheld_column;
drop table registry.unsealed_change;
-- It comes back as the last column, and empty: nobody but the feed ever filled it.
alter table registry.change add column position bigint;
create unique index change_position_once on registry.change (position) where position is not null;
comment on index registry.change_position_once is 'The feed, in the order of its chain.';
create index change_not_sealed on registry.change (id) where position is null;
comment on index registry.change_not_sealed is 'registry.data_version: how many changes have no position yet';
alter table registry.change owner to forum_owner;

commit;
