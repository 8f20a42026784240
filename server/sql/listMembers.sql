-- Lists members that the asker may see, filtered and in the order asked for.
select {columns}
from {rows member} m
where true
[[ and m.status in :status ]]
[[ and m.kind = :kind ]]
[[ and m.sector in :sector ]]
[[ and m.country in :country ]]
[[ and m.size in :size ]]
[[ and m.joined_on >= :joined_on.gte ]]
[[ and m.joined_on <= :joined_on.lte ]]
[[ and m.pib = :pib ]]
[[ and m.mb = :mb ]]
[[ and m.lei = :lei ]]
[[ and m.id in (select n.id from registry.member n where n.name = :name
                union all select f.member_id from registry.former_name f where f.name = :name) ]]
[[ and :as_of::timestamptz is not null
   and (m.name = :name or m.former_names @> jsonb_build_array(jsonb_build_object('name', :name::text))) ]]
{after}
{page};
