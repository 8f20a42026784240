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
alter table registry.change add column position bigint;
create unique index change_position_once on registry.change (position) where position is not null;
comment on index registry.change_position_once is 'The feed, in the order of its chain.';
alter table registry.change owner to forum_owner;

commit;
