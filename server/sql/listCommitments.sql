-- Lists commitments that the asker may see, filtered and in the order asked for.
select {columns}
from {rows commitment} c
where true
[[ and c.status in :status ]]
[[ and c.member_id in :member_id ]]
[[ and c.area in :area ]]
[[ and c.sdgs && :sdg::integer[] ]]
[[ and c.kind = :kind ]]
-- The year twice: the first has an index for the default order, the second a range of the one by date.
[[ and registry.year_of(c.due_on) = :year::integer
   and c.due_on between make_date(:year::integer, 1, 1) and make_date(:year::integer, 12, 31) ]]
[[ and c.due_on >= :due_on.gte ]]
[[ and c.due_on <= :due_on.lte ]]
{after}
{page};
