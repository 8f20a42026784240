-- Lists reports that the asker may see, filtered and in the order asked for.
select {columns}
from api.report r
where true
[[ and r.status in :status ]]
[[ and r.member_id in :member_id ]]
[[ and r.kind in :kind ]]
[[ and r.frameworks && :framework::text[] ]]
[[ and registry.year_of(r.period_end) = :year::integer ]]
[[ and r.period_end >= :period_end.gte ]]
[[ and r.period_end <= :period_end.lte ]]
{after}
{page};
