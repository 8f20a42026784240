-- Lists sealed changes after a position: of the next places, ten times as many as are wanted, those that were asked for, with how
-- far was looked and how far the chain has come.
select c.position,
       greatest(:after::bigint, least(:after::bigint + 10 * :limit::bigint, h.position)) as looked_at,
       h.position as last,
       c.line
from registry.feed_head h
left join lateral (
    select f.position, f.line
    from api.change f
    where f.position > :after::bigint and f.position <= :after::bigint + 10 * :limit::bigint
    [[ and f.resource in :resource ]]
    [[ and f.member_id in :member_id ]]
    order by f.position
    limit :limit::bigint
) c on true
order by c.position;
