-- Lists reports that the asker may see, filtered and in the order asked for.
select {columns}
from {rows report} r
where true
[[ and r.status in :status ]]
[[ and r.member_id in :member_id ]]
[[ and r.kind in :kind ]]
[[ and r.frameworks && :framework::text[] ]]
-- The year twice: the first has an index for the default order, the second a range of the one by date.
[[ and registry.year_of(r.period_end) = :year::integer
   and r.period_end between make_date(:year::integer, 1, 1) and make_date(:year::integer, 12, 31) ]]
[[ and r.period_end >= :period_end.gte ]]
[[ and r.period_end <= :period_end.lte ]]
{after}
{page};
