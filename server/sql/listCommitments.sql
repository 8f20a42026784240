-- Lists commitments that the asker may see, filtered and in the order asked for.
select {columns}
from api.commitment c
where true
[[ and c.status in :status ]]
[[ and c.member_id in :member_id ]]
[[ and c.area in :area ]]
[[ and c.sdgs && :sdg::integer[] ]]
[[ and c.kind = :kind ]]
[[ and registry.year_of(c.due_on) = :year::integer ]]
[[ and c.due_on >= :due_on.gte ]]
[[ and c.due_on <= :due_on.lte ]]
{after}
{page};
